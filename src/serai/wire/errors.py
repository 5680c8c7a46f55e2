"""The wire's branches of the error tree: why a saved page was not rescued, and what other servers get wrong.

Rule: each refusal names the file and says what to do next; one file's refusal never stops the others.

    RescueError
    ├── UnreadableFileError   it cannot be opened, or is not an ordinary file
    ├── PageTooLargeError     over the limit that the settings give (also an InputTooLargeError)
    ├── EmptyPageError        nothing in it
    ├── NotAPageError         bytes that are no text: a picture, an archive, a program
    ├── TangledPageError      markup nested deeper, or in more pieces, than any page a person wrote
    ├── NoStoryError          text, but no headline with running text under it
    └── NoMissingPhotoError   a photo was to take the place of one that is not missing

    FollowingError
    ├── HostError               no server can have this name
    ├── LetterError             what another server sent cannot be believed
    └── UnreachableServerError  another server did not answer, or may not be asked
"""

from serai.core.errors import InputTooLargeError, SeraiError


class RescueError(SeraiError):
    """A saved page that cannot be rescued."""


class UnreadableFileError(RescueError):
    """The file cannot be opened, or is not an ordinary file."""


class PageTooLargeError(RescueError, InputTooLargeError):
    """The file is over the limit."""


class EmptyPageError(RescueError):
    """The file holds nothing."""


class NotAPageError(RescueError):
    """The file is neither HTML nor text."""


class TangledPageError(RescueError):
    """The markup is beyond what any page needs."""


class NoStoryError(RescueError):
    """No story was found in the page."""


class NoMissingPhotoError(RescueError):
    """There is no missing photo at that place in the story."""


class FollowingError(SeraiError):
    """Something between an edition and the servers of those who follow it."""


class HostError(FollowingError):
    """A name that no server can have."""


class LetterError(FollowingError):
    """What came from another server cannot be believed, or asks for nothing that there is. It is left out."""


class UnreachableServerError(FollowingError):
    """Another server did not answer, or its address is one that may not be asked."""
