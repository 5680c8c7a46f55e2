"""Every path that changes what readers have leaves orders, in the same transaction; drafts leave none."""

from serai.desk import actions, cast
from serai.desk.models import Order, Story
from serai.press.changes import Put


def test_publish(story: Story) -> None:
    Order.objects.all().delete()
    live = actions.publish(story=story)
    assert live.live
    orders = list(Order.objects.values_list("kind", "edition", "key", "reason"))
    assert orders == [("story", "en", story.key, "publish")]
    changes = cast.changes_for(Order.objects.get())
    print(changes)
    assert isinstance(changes[0], Put)
