"""The one tree of Serai's errors.

Rule: each refusal is a class of its own, ending in `Error`; its message says what happened, to which
thing, and what to do next. A room adds its own branch below `SeraiError` in its own module; only the
command line and the views catch `SeraiError`.

    SeraiError
    ├── SettingError          core.errors: serai.toml or the environment holds a value that cannot be used
    ├── InputTooLargeError    core.errors: something from outside is over its limit
    ├── BucketError           core.buckets: object storage that cannot be opened or used
    ├── PlateError            press.errors: a plate that cannot be read, or names what it may not
    ├── BakeError             press.errors: a bake that cannot come to its end
    ├── ShareError            press.errors: the share of machines that bake together cannot be had
    ├── LedgerError           press.ledger: the press's ledger cannot be used
    ├── ThemeError            press.theme.errors: a theme's folder holds something that cannot be used
    ├── DeskError             desk.errors: what the desk refuses to do
    ├── PhotoError            desk.photos.errors: an upload that is refused, and why
    ├── GateError             gate.errors: what the gate refuses to do
    ├── SearchError           search.errors: what search refuses to do
    ├── CarryError            mirrors.errors: a copy of the site that could not be brought up to date
    ├── DiscussionError       discussion.errors: what the discussion refuses to do
    ├── RescueError           wire.errors: a saved page that cannot be read
    ├── FollowingError        wire.errors: something between an edition and its followers' servers
    ├── NewsroomError         newsroom.errors: a newsroom that cannot be made, opened or run
    └── DemoContentError      newsroom.demo.markup: the demo's own texts are not in order
"""


class SeraiError(Exception):
    """What Serai refuses to do, told to a person: what happened, to which thing, what to do next."""


class SettingError(SeraiError):
    """A setting has a value that cannot be used."""


class InputTooLargeError(SeraiError):
    """Something from outside is larger than the limit that the settings give it."""
