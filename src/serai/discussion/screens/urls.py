"""The addresses of the moderation screens, below the desk's own.

Rule: names and routes; who may enter is asked by each view.
"""

from django.urls import path

from serai.discussion.screens import (
    deciding,
    learner,
    muting,
    one,
    policies,
    queues,
    readership,
    watch,
    words,
    work,
)

app_name = "discussion"
urlpatterns = [
    path("", queues.queues, name="queues"),
    path("queue/<slug:name>/", queues.queue, name="queue"),
    path("comments/<int:pk>/", one.comment, name="comment"),
    path("comments/<int:pk>/reply/", one.reply, name="reply"),
    path("comments/<int:pk>/note/", deciding.note, name="note"),
    path("comments/<int:pk>/pick/", deciding.pick, name="pick"),
    path("comments/<int:pk>/reports/", deciding.close_reports, name="close_reports"),
    path("comments/<int:pk>/erase/", one.erase, name="erase"),
    path("stories/<slug:edition>/<slug:story>/export/", one.export, name="export"),
    path("decide/", deciding.decide, name="decide"),
    path("decide/many/", deciding.ask_many, name="ask_many"),
    path("decide/many/now/", deciding.decide_many, name="decide_many"),
    path("undo/", deciding.undo, name="undo"),
    path("mute/", muting.mute, name="mute"),
    path("mutes/", muting.mutes, name="mutes"),
    path("mutes/answer/", muting.answer_mutes, name="answer_mutes"),
    path("rules/", policies.policies, name="rules"),
    path("rules/one/", policies.policy, name="rule"),
    path("words/", words.words, name="words"),
    path("words/remove/", words.remove_words, name="remove_words"),
    path("learner/", learner.learner, name="learner"),
    path("alarms/", watch.alarms, name="alarms"),
    path("alarms/seen/", watch.see_alarms, name="see_alarms"),
    path("gates/", watch.gates, name="gates"),
    path("work/", work.work, name="work"),
    path("readership/", readership.readership, name="readership"),
]
