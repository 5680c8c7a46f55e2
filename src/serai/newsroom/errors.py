"""What a newsroom refuses. See the tree in `serai.core.errors`.

NewsroomError
├── NewsroomExistsError    `serai new` on a folder that is not empty
├── AlreadyRunningError    a second `serai run` in one newsroom
├── AddressTakenError      another program listens where the newsroom should
├── MissingProgramError    a program that the newsroom starts is not installed
├── NotPreparedError       the newsroom's data folder or databases are not fit to run
├── UserError              somebody who cannot be added to the desk
├── KeysError              the keys for the gates cannot be read
├── ClusterError           the machines that were to bake cannot be had
├── HubError               the WebSub hub could not be told of a feed
└── GateUnreachableError   a gate did not answer, or not as a gate does
"""

from serai.core.errors import SeraiError


class NewsroomError(SeraiError):
    """A newsroom cannot be made, opened or run."""


class NewsroomExistsError(NewsroomError):
    """There is something in the folder already."""


class AlreadyRunningError(NewsroomError):
    """This newsroom is running in another process."""


class AddressTakenError(NewsroomError):
    """The address cannot be listened on."""


class MissingProgramError(NewsroomError):
    """A program that the newsroom starts is not there."""


class NotPreparedError(NewsroomError):
    """The newsroom could not be brought up to date."""


class UserError(NewsroomError):
    """Somebody cannot be added to the desk."""


class ClusterError(NewsroomError):
    """A scheduler, or its machines, that were to bake cannot be had."""


class KeysError(NewsroomError):
    """The newsroom's keys for its gates, or their public halves, cannot be read."""


class HubError(NewsroomError):
    """The WebSub hub did not answer, or cannot take what it is told now. Tried again by itself."""


class GateUnreachableError(NewsroomError):
    """A gate did not answer a question, or answered what no gate says. Tried again by itself."""
