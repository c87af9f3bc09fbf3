"""What a drafter puts in, in six languages: common phrases, lead verbs of the two parts, and how clauses are joined.

Short phrases of common use, written for these tests; everything longer comes from the donors of a mutation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is needed to draft in one language.

    joint: what joins two clauses into one. cuts: where a paragraph may be cut in two, the last mark or word included.
    comma, semicolon: as a clause and a paragraph end. additions: phrases that bring another meaning to a clause.
    leads: lead verbs, as a preambular and as an operative paragraph begins. requests: operative verbs of differing
    strength, which can stand for one another. adverbs: also and further, beside a lead verb. space: between words.
    """

    joint: str
    cuts: tuple[str, ...]
    comma: str
    semicolon: str
    additions: tuple[str, ...]
    leads: tuple[tuple[str, str], ...]
    requests: tuple[str, ...]
    adverbs: tuple[str, str]
    space: str = " "


PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {
        "en": Phrases(
            ", and ",
            (". ", "; ", ", and ", ", as well as "),
            ",",
            ";",
            (
                "in particular women and girls",
                "on a voluntary basis",
                "within existing resources",
                "including through triangular cooperation",
                "with full respect for national ownership",
                "in consultation with local communities",
                "subject to the availability of funds",
                "with special attention to small island developing States",
                "including persons with disabilities",
                "without prejudice to ongoing negotiations",
                "and to submit recommendations thereon",
                "free of charge",
            ),
            (
                ("Acknowledging", "Acknowledges"),
                ("Affirming", "Affirms"),
                ("Appreciating", "Appreciates"),
                ("Considering", "Considers"),
                ("Deploring", "Deplores"),
                ("Emphasizing", "Emphasizes"),
                ("Expressing", "Expresses"),
                ("Noting", "Notes"),
                ("Reaffirming", "Reaffirms"),
                ("Recalling", "Recalls"),
                ("Recognizing", "Recognizes"),
                ("Reiterating", "Reiterates"),
                ("Stressing", "Stresses"),
                ("Taking note", "Takes note"),
                ("Underlining", "Underlines"),
                ("Underscoring", "Underscores"),
                ("Welcoming", "Welcomes"),
            ),
            ("Requests", "Invites", "Urges", "Encourages", "Calls upon"),
            ("also", "further"),
        ),
        "fr": Phrases(
            ", et ",
            (". ", " ; ", "\u00a0; ", ", et ", ", ainsi que "),
            ",",
            "\u00a0;",
            (
                "en particulier les femmes et les filles",
                "à titre volontaire",
                "dans la limite des ressources existantes",
                "notamment par la coopération triangulaire",
                "en consultation avec les populations locales",
                "sous réserve des fonds disponibles",
                "y compris les personnes handicapées",
                "sans préjudice des négociations en cours",
                "à titre gratuit",
            ),
            (
                ("Affirmant", "Affirme"),
                ("Considérant", "Considère"),
                ("Constatant", "Constate"),
                ("Estimant", "Estime"),
                ("Insistant", "Insiste"),
                ("Notant", "Note"),
                ("Prenant note", "Prend note"),
                ("Rappelant", "Rappelle"),
                ("Réaffirmant", "Réaffirme"),
                ("Réitérant", "Réitère"),
                ("Se félicitant", "Se félicite"),
                ("Soulignant", "Souligne"),
            ),
            ("Prie", "Invite", "Engage", "Encourage", "Exhorte"),
            ("également", "en outre"),
        ),
        "es": Phrases(
            ", y ",
            (". ", "; ", ", y ", ", así como "),
            ",",
            ";",
            (
                "en particular las mujeres y las niñas",
                "con carácter voluntario",
                "dentro de los límites de los recursos existentes",
                "incluso mediante la cooperación triangular",
                "en consulta con las comunidades locales",
                "con sujeción a la disponibilidad de fondos",
                "incluidas las personas con discapacidad",
                "sin perjuicio de las negociaciones en curso",
                "de manera gratuita",
            ),
            (
                ("Acogiendo", "Acoge"),
                ("Afirmando", "Afirma"),
                ("Considerando", "Considera"),
                ("Destacando", "Destaca"),
                ("Expresando", "Expresa"),
                ("Observando", "Observa"),
                ("Poniendo de relieve", "Pone de relieve"),
                ("Reafirmando", "Reafirma"),
                ("Reconociendo", "Reconoce"),
                ("Recordando", "Recuerda"),
                ("Reiterando", "Reitera"),
                ("Subrayando", "Subraya"),
                ("Tomando nota", "Toma nota"),
            ),
            ("Solicita", "Invita", "Insta", "Alienta", "Exhorta"),
            ("también", "además"),
        ),
        "ru": Phrases(
            ", и ",
            (". ", "; ", ", и ", ", а также "),
            ",",
            ";",
            (
                "в частности женщин и девочек",
                "на добровольной основе",
                "в рамках имеющихся ресурсов",
                "включая трехстороннее сотрудничество",
                "в консультации с местным населением",
                "при условии наличия финансовых средств",
                "включая инвалидов",
                "без ущерба для текущих переговоров",
                "на безвозмездной основе",
            ),
            (
                ("вновь заявляя", "вновь заявляет"),
                ("вновь подтверждая", "вновь подтверждает"),
                ("напоминая", "напоминает"),
                ("особо отмечая", "особо отмечает"),
                ("отмечая", "отмечает"),
                ("подтверждая", "подтверждает"),
                ("подчеркивая", "подчеркивает"),
                ("приветствуя", "приветствует"),
                ("признавая", "признает"),
                ("сознавая", "сознает"),
                ("ссылаясь", "ссылается"),
                ("считая", "считает"),
            ),
            ("просит", "призывает", "настоятельно призывает", "побуждает"),
            ("также", "далее"),
        ),
        "ar": Phrases(
            "، و",
            (". ", "؛ ", "، و"),
            "،",
            "؛",
            (
                "ولا سيما النساء والفتيات",
                "على أساس طوعي",
                "في حدود الموارد المتاحة",
                "بما في ذلك عن طريق التعاون الثلاثي",
                "بالتشاور مع المجتمعات المحلية",
                "رهنا بتوافر الأموال",
                "بمن فيهم الأشخاص ذوو الإعاقة",
                "دون الإخلال بالمفاوضات الجارية",
                "دون مقابل",
            ),
            (("وإذ ", ""), ("إذ ", "")),
            ("تطلب", "تدعو", "تحث", "تشجع"),
            ("أيضا", "كذلك"),
        ),
        "zh": Phrases(
            "，并",
            ("。", "；", "，并", "，以及"),
            "，",
            "；",
            (
                "特别是妇女和女童",
                "在自愿的基础上",
                "在现有资源范围内",
                "包括通过三方合作",
                "与当地社区协商",
                "视资金情况而定",
                "包括残疾人",
                "不妨碍正在进行的谈判",
                "免费提供",
            ),
            (("", ""),),
            ("请", "邀请", "促请", "鼓励"),
            ("又", "还"),
            space="",
        ),
    }
)
"""By language; Arabic marks the preamble with a particle, Chinese has the same verbs in both parts."""
