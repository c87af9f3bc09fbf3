"""Paragraphs of no resolution, in six languages, for texts of which the corpus has no other: written for these tests.

Three as they stand in a preamble, three as they stand in an operative part.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.model import Paragraph, Resolution

_PREAMBULAR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            "Aware that ferries, bridges and tunnels bring remote islands closer to schools, hospitals and markets,",
            "Concerned at the slow repair of lighthouses along northern coasts and at the accidents that followed,",
            "Noting the proposal to keep a common register of tides, storms and drifting ice,",
        ),
        "fr": (
            "Sachant que les bacs, les ponts et les tunnels rapprochent les îles des écoles et des marchés,",
            "Préoccupée par la lenteur des travaux sur les phares des côtes du Nord et par les accidents survenus,",
            "Notant la proposition de tenir un registre commun des marées, des tempêtes et des glaces à la dérive,",
        ),
        "es": (
            "Consciente de que los transbordadores, puentes y túneles acercan las islas a escuelas y mercados,",
            "Preocupada por la lenta reparación de los faros de la costa norte y por los accidentes ocurridos,",
            "Observando la propuesta de llevar un registro común de mareas, tormentas y hielos a la deriva,",
        ),
        "ru": (
            "сознавая, что паромы, мосты и тоннели приближают отдаленные острова к школам, больницам и рынкам,",
            "будучи озабочена медленным ремонтом маяков на северных побережьях и последовавшими за этим авариями,",
            "отмечая предложение вести общий реестр приливов, штормов и дрейфующих льдов,",
        ),
        "ar": (
            "وإذ تدرك أن العبارات والجسور والأنفاق تقرب الجزر النائية من المدارس والمستشفيات والأسواق،",
            "وإذ يساورها القلق إزاء بطء إصلاح المنارات على السواحل الشمالية وما أعقب ذلك من حوادث،",
            "وإذ تلاحظ الاقتراح الداعي إلى مسك سجل مشترك للمد والجزر والعواصف والجليد الطافي،",
        ),
        "zh": (
            "意识到渡轮、桥梁和隧道使偏远岛屿更接近学校、医院和市场，",
            "关切北部沿海灯塔修缮缓慢以及随之发生的海上事故，",
            "注意到关于编制潮汐、风暴和浮冰共同登记册的建议，",
        ),
    }
)
_OPERATIVE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            "Welcomes the offer to hold a symposium on tide tables and the training of harbour pilots;",
            "Urges shipowners to carry spare lamps, ropes and charts on every crossing in winter;",
            "Decides to award a medal each spring to the crew of the most punctual ferry;",
        ),
        "fr": (
            "Accueille avec intérêt l’offre de tenir un colloque sur les marées et la formation des pilotes\u00a0;",
            "Exhorte les armateurs à prévoir des lampes et des cartes pour chaque traversée en hiver\u00a0;",
            "Décide de remettre chaque printemps une médaille à l’équipage du bac le plus ponctuel\u00a0;",
        ),
        "es": (
            "Acoge con interés el ofrecimiento de celebrar un simposio sobre las mareas y la formación de prácticos;",
            "Insta a los armadores a llevar lámparas y cartas náuticas de repuesto en cada travesía invernal;",
            "Decide otorgar cada primavera una medalla a la tripulación del transbordador más puntual;",
        ),
        "ru": (
            "приветствует предложение провести симпозиум по таблицам приливов и подготовке лоцманов;",
            "призывает судовладельцев иметь запасные лампы, канаты и морские карты при каждом зимнем переходе;",
            "постановляет каждую весну вручать медаль экипажу самого пунктуального парома;",
        ),
        "ar": (
            "ترحب بالعرض الداعي إلى عقد ندوة عن جداول المد والجزر وتدريب مرشدي الموانئ؛",
            "تحث ملاك السفن على حمل مصابيح وحبال وخرائط احتياطية في كل رحلة شتوية؛",
            "تقرر أن تمنح كل ربيع ميدالية لطاقم أكثر العبارات انضباطا في المواعيد؛",
        ),
        "zh": (
            "欣见举办潮汐表和港口引航员培训专题讨论会的提议；",
            "敦促船东在冬季每次航行中携带备用灯具、绳索和海图；",
            "决定每年春季向最准时的渡轮船员颁发奖章；",
        ),
    }
)


def written(language: str) -> Resolution:
    """These paragraphs as a text of their own."""
    paragraphs = [Paragraph("preambular", text, f"PP{n}") for n, text in enumerate(_PREAMBULAR[language], 1)]
    paragraphs += [
        Paragraph("operative", text, f"OP{n}", f"{n}.", path=(str(n),))
        for n, text in enumerate(_OPERATIVE[language], 1)
    ]
    return Resolution(None, language, "", tuple(paragraphs), status="specimen")
