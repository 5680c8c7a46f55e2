"""A translator's role is one edition: there they write, elsewhere they read what readers read."""

import pytest
from django.contrib.auth.models import User

from serai.desk import actions
from serai.desk import rules as desk
from serai.desk.models import Edition
from serai.desk.translation import rules
from serai.newsroom import people
from serai.newsroom.errors import UserError


@pytest.mark.usefixtures("roles")
def test_a_translator_works_in_one_edition_and_uses_no_photos(english: Edition, russian: Edition) -> None:
    user = people.add_user(name="samal", role="translator-ru", password="tea-and-bread-and-salt")
    assert [rules.may_translate(user, one) for one in (english, russian)] == [False, True]
    assert not rules.may_assign(user, russian)
    assert not desk.may_see_all_stories(user)
    assert not desk.may_see_photos(user)
    assert list(rules.translators(russian)) == [user]
    assert list(rules.translators(english)) == []


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("role", ["translator-zz", "translator-", "translator", "translator-RU"])
def test_there_is_no_translator_of_an_edition_that_is_not_there(russian: Edition, role: str) -> None:
    with pytest.raises(UserError):
        people.add_user(name="samal", role=role, password="tea-and-bread-and-salt")


@pytest.mark.usefixtures("roles")
def test_an_edition_that_is_made_again_has_its_translators_again(russian: Edition) -> None:
    user = people.add_user(name="samal", role="translator-ru", password="tea-and-bread-and-salt")
    Edition.objects.get(pk=russian.pk).delete()
    again = actions.create_edition(code="ru", name="Курьер", language_name="Русский")
    assert rules.may_translate(User.objects.get(pk=user.pk), again)
