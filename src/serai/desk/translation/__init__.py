"""The translation desk: stories in the editions that they have and lack, and what each leaves to translate.

Rule: what counts as left is decided by `serai.desk.paragraphs`, what is public by the story's own rows; here
are the verbs, the questions and the screens of those who translate.
"""
