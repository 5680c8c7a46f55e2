"""The English sample: an invented paper's story of about 800 words, with everything a story may have."""

from serai.press.plates import LinkCard, ListBlock, Paragraph, PullQuote, Quote, Subhead
from tests.press.theme.sample_words import Said, Words

_BODY = (
    "The gauge at the old ferry crossing is a plank of painted pine, and for eleven years nobody in the "
    "capital asked what it said. Every morning at six, before the goats are let out, Marzhan Ospanova walks "
    "down to the bank, reads the number and writes it into a school exercise book. The ministry that once "
    "paid for the reading stopped paying in 2015. She did not stop reading.",
    "“You cannot argue with a plank,” she says. “Either the water touches the mark or it does not.”",
    "This month the exercise books became evidence. A court in Karasu agreed to weigh them against the "
    "official record in a case that <a href='https://example.org/case'>forty-one families</a> have brought "
    "against the regional water authority, which says that the river has lost a tenth of its flow since the "
    "dam upstream was raised. The books say <strong>nearly half</strong>.",
    "The difference is not a matter of scholarship. Under the allocation rules that both sides accept, "
    "a loss "
    "of a tenth means that the farms below the crossing keep their licences. A loss of half means that the "
    "licences should never have been sold.",
    "Lawyers for the authority called the books “a diary”. The judge asked them to produce a better one.",
    "They could not. The automatic station that replaced the plank was swept away in the flood of 2017, and "
    "for the five years that followed the authority filled its tables by interpolation, drawing a straight "
    "line between the last true reading and the next. The method is described in a footnote on page 212 of "
    "its annual report. It is not described anywhere else.",
    "Hydrologists who have seen both records say that the footnote matters more than anything said in court. "
    "A straight line cannot show a dry summer. It cannot show the three weeks in August 2019 when, according "
    "to the books and to everyone old enough to remember, the river stopped.",
    "There are photographs of those weeks. They show children standing in the middle of the bed, a "
    "motorcycle "
    "parked under the bridge, and a line of stranded carp that somebody has laid out by size. None of them "
    "was taken by an official. They were found on the telephones of people who had no reason to think that "
    "anyone would ever ask.",
    "The authority’s own engineers appear to have known. In a letter from the spring of 2021, read out "
    "in the "
    "second hearing, the head of the lower section warned that the published figures “no longer describe the "
    "object”. He asked for money to rebuild the station. The reply, one line long, told him to use the "
    "figures he had.",
    "He left the following winter, and now grows apples. He declined to be interviewed, but confirmed by "
    "message that the letter was his. “I wrote what I saw,” he added. “It was not a brave thing. It was a "
    "normal thing, and that is what frightens me.”",
    "The case has already changed how the valley talks about water. In the teahouse by the bus stop, where "
    "the hearings are read aloud from a telephone, people quote cubic metres at one another the way "
    "they once "
    "quoted the price of sheep. Two schools have put planks of their own into the canal. A third has asked "
    "for Ospanova’s books, to teach arithmetic.",
    "What the court cannot change is the river. Snow in the headwaters has been thin for six winters out of "
    "eight. Even an honest allocation would leave the lower farms with less than their grandparents had, and "
    "both sides know it. The argument is about who was told, and when, and whether a number that nobody read "
    "can be called a number at all.",
    "A ruling is expected before the new year. Whatever it says, the plank will be read in the morning: the "
    "exercise book for December has already been bought.",
    "Ospanova says that she would like the ministry to have the books when she is done with them. She has "
    "numbered the pages, so that nothing can be taken out, and covered each volume in the blue paper "
    "that the "
    "village shop keeps for schoolbooks. There are twenty-three of them on the shelf above the stove, "
    "between "
    "the flour and the radio.",
    "Asked what she will do if the court finds against the families, she looks at the shelf for a "
    "while. Then "
    "she says that the river does not read rulings, and that somebody will still have to write down what it "
    "does.",
)

ENGLISH = Words(
    code="en",
    language="en",
    direction="ltr",
    language_name="English",
    masthead="The Steppe Courier",
    tagline="News from the long road",
    description="An independent paper for the valleys and the cities, written where it happens.",
    time_zone="Asia/Almaty",
    about="<h2>Who we are</h2><p>We are a small newsroom that writes down what it sees.</p><ul><li>We "
    "name our sources when it is safe to.</li><li>We correct in the open.</li></ul>",
    policy="<p>Say what you think of the story, not of the person beside you.</p>",
    sections=("Water", "Courts", "Cities", "Science", "Letters"),
    authors=("Aliya Serikbaeva", "Tomas Rehn"),
    role="Correspondent in the south",
    topics=("Irrigation", "Open data", "Karasu valley"),
    place="Karasu",
    headline="The river that nobody counted",
    deck="For eleven years one woman has written down the level of a river each morning. Now a court "
    "must decide "
    "whether her exercise books are worth more than a ministry’s tables.",
    caption="Low water at the old ferry crossing, where the gauge has been read every morning since 2012.",
    credit="Aliya Serikbaeva / The Steppe Courier",
    alt="A wide river bed between pale hills under a low sun",
    body=(
        *(Paragraph(html=words) for words in _BODY[:5]),
        Subhead(text="A straight line through a drought"),
        *(Paragraph(html=words) for words in _BODY[5:7]),
        Quote(
            html="“If you draw a line from one flood to the next, you will <em>never</em> find the "
            "desert in between.”",
            speaker="Rustam Yuldashev",
            role="hydrologist, Institute of Mountain Waters",
        ),
        Paragraph(html=_BODY[7]),
        "figure",
        Paragraph(html=_BODY[8]),
        PullQuote(text="You cannot argue with a plank.", speaker="Marzhan Ospanova"),
        *(Paragraph(html=words) for words in _BODY[9:11]),
        Subhead(text="What both sides accept"),
        ListBlock(
            items=(
                "The dam was raised by <b>4.2 metres</b> in 2014.",
                "No station measured the lower river from 2017 to 2022.",
                "Forty-one licences were sold in those years.",
            )
        ),
        *(Paragraph(html=words) for words in _BODY[11:]),
        LinkCard(
            url="https://example.org/report",
            title="Annual report of the regional water authority, 2022",
            text="The footnote is on page 212.",
            source="example.org",
        ),
    ),
    correction="An earlier version of this story gave the height by which the dam was raised as 2.4 metres.",
    changed="The figure in the list was corrected to 4.2 metres.",
    said=(
        Said(name="Dana", text="My uncle has one of those books. I always thought it was about the goats."),
        Said(name="Tomas Rehn", text="If he is willing, please ask him to write to us.", to=0, staff=True),
        Said(name="علی", text="ما هم در روستای خودمان همین کار را می‌کنیم.", to=1),
        Said(name="", text="Traitors!!", imported=True),
        Said(
            name="",
            text="What does a court need a plank for?\n\nAnd yet it seems that it does.",
            imported=True,
            picked=True,
        ),
    ),
    others=(
        ("The judge who asks for footnotes", "A portrait of a court that has started to read."),
        (
            "Why the night train is late again",
            "Three timetables, one track, and a bridge that was never finished.",
        ),
        ("A city learns to count its trees", "Volunteers found nine thousand that the register had not."),
        ("The glacier above the bus stop", "What thirty summers of photographs show."),
        ("Letters: on planks and ministries", "Our readers write about the things they measure."),
        ("The last typesetter of Karasu", "He still keeps a case of Persian type under his bed."),
        ("How to read a water licence", "A short guide, with the lines that matter."),
        ("When the lights went out in the old town, the bakers went on baking by candle", ""),
    ),
)
