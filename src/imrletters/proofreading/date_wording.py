"""The words around a date that show what it dates: an injury, a review, a request, a visit, an approval or a study."""

import re

from imrletters.proofreading.written_dates import MASK

# The patterns search masked texts (see written_dates). Those named LEFT end at the date, those named RIGHT begin there.
LINKS = (
    r"(?:\s(?:date|dated|on|of|from|was|were|is|as|that|which|occurred|happened|sustained|performed|done|completed|taken"
    r"|obtained|made|issued|signed|received|submitted|noted|to|be|been|the|a|for)){0,6}"
)
INJURY_LEFT = re.compile(
    r"(?<![\w-])(?=[dijorsw])(?:"
    r"(?:industrial|occupational|work|work-related|job-related)(?:\srelated)?\s(?:injury|accident)(?!\sor\b)"
    r"|(?:date|day)\sof\s(?:the\s)?(?:industrial\s|work\s)?injury|injury\sdate|DOI|D\.O\.I\.|(?:was|were)\sinjured|injured"
    r"|(?:sustained|suffered|reported)\s(?:an?\s|the\s)?injury|(?:occupational|industrial|outpatient)\sclaim"
    r")(?:\s(?:date|dated|on|of|from|was|is|as|that|which|occurred|happened|sustained)){0,3}[\s:,(]{1,3}\Z",
    re.IGNORECASE,
)
# Words before the phrase, in the same sentence, which show that it is about a document or about another injury.
OTHER_INJURY = re.compile(
    r"\b(?=[adefnoprst])(?:report|reports|prior|previous|previously|earlier|second|third|first|new|another|subsequent|subsequently|other"
    r"|different|separate|non-?industrial|non-?occupational|not|no)\b[^.;\0]{0,60}\Z",
    re.IGNORECASE,
)
REVIEW = (
    r"(?:[Uu]tili[sz]ation\s[Rr]eview|UTILIZATION\sREVIEW|\bUR\b)"
    r"(?:\s\((?:UR|[Uu]tilization\s[Rr]eview[\w\s]{0,24})\))?"
)
DENIED = (
    r"(?:denied|denies|non-?\s?certified|not\scertified|did\snot\scertify|refused|rejected|disapproved|modified"
    r"|partially\s(?:approved|certified)|failed\sto\sapprove|did\snot\sapprove)"
)
PAPER = (
    r"(?:\s(?:report|letter|form|documentation|decision|determination|denial|non-?certification|review|board|physician"
    r"|is|was|were|made|issued)){0,3}"
)
PRIOR = r"(?:prior|previous|initial|original|adverse)"
OF_REVIEW = r"(?:determination|denial|decision|review|non-?certification|modification|adverse\sdetermination)"
REVIEW_LEFT = (
    re.compile(rf"{REVIEW}{PAPER},?\s(?:dated|of|from|on)[\s(]{{1,2}}\Z"),
    re.compile(rf"{REVIEW}{PAPER},?\s[(\[](?:dated\s|on\s)?\Z"),
    re.compile(rf"{REVIEW}{PAPER},?\swith\sa\sdecision\sdate\sof\s\Z"),
    re.compile(rf"\b(?:requests?|treatments?|services?|medications?)\s(?:was|were)\s{DENIED}\son\s\Z", re.IGNORECASE),
    re.compile(
        rf"\b{PRIOR}\s(?:{REVIEW}\s|peer\s)?{OF_REVIEW}(?:\s(?:letter|report|form))?"
        r"(?:\s(?:of|for)(?:\s[\w/-]{1,20}){1,8}?)?"
        r"(?:\s(?:was|were|had|has|been|made|done|rendered|completed|issued|performed|noted|by\sutilization\sreview)){0,4}"
        r",?\s(?:dated|on|of|from)\s\Z",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:previously|initially|originally)\s(?:reviewed|{DENIED}|certified|determined|considered)"
        r"(?:\s(?:by|in|the|a|an|this|under|through|utilization|review|UR|physician|claims|administrator)){0,6},?\son\s\Z",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{REVIEW}\s(?:has\s|had\s)?{DENIED}(?:\s(?:the|a|an|his|her|this|these|both|all|certification|requests?"
        r"|treatment|therapy|it|them|two|three|four|five|six)){0,4}\son\s\Z"
    ),
)
REVIEW_OPENING = re.compile(
    rf"{MASK}{{1,30}},?\s(?:the\s)?(?:[Cc]laims\s[Aa]dministrator\s{DENIED}|{REVIEW}\sdetermined)\b"
)
REVIEW_RIGHT = (
    re.compile(rf"{MASK}{{1,30}},?\s(?:the\s)?(?:original\s)?{REVIEW}{PAPER}\s{DENIED}"),
    re.compile(
        rf"{MASK}{{1,30}},?\s(?:the|this|these|his|her)\srequests?\s[^.;\0]{{0,200}}?{DENIED}\sby\s(?:the\s)?{REVIEW}"
        rf"(?!{PAPER}\s(?:dated|of|from|on)\b)"
    ),
)
# Words in the sentence which show that it is about another review, or that the date is not that of the review.
OTHER_REVIEW = re.compile(
    r"\b(?=[aefrs])(?:earlier|first|second|another|appeals?|appealed|reconsider\w*|approved\sby)\b", re.IGNORECASE
)
PRIOR_REVIEW = re.compile(r"\b(?:prior|previous|previously)\b", re.IGNORECASE)
# A review that grants the request is not the denial in dispute.
GRANTED = re.compile(rf"{MASK}{{1,30}}[,)\]]{{0,2}}\s(?:approved|authorized|certified|allowed)\b", re.IGNORECASE)
REQUESTED = re.compile(r"\b(?:that|which|received|made|submitted|asked|visit)\b")

REQUEST_LEFT = re.compile(
    rf"\b(?:requests?\sfor\sauthorization|RFA)(?:\s\(RFA\))?(?:\sforms?)?{LINKS}[\s(]\Z", re.IGNORECASE
)
REQUEST_RIGHT = re.compile(
    rf"{MASK}{{1,30}},?\s(?:(?:the\s)?requests?\sfor\sauthorization|RFA|a\srequest\swas\s(?:made|received|submitted))\b",
    re.IGNORECASE,
)
BIRTH_LEFT = re.compile(r"\b(?=[bd])(?:born|birth|DOB)(?:\s(?:on|is|was))?[\s:,(]{1,3}\Z", re.IGNORECASE)
STUDY = re.compile(
    r"\b(?P<mri>MRI|magnetic resonance imaging)\b|\b(?P<ct>CT|computed tomography)\b"
    r"|\b(?P<xray>x-?rays?|radiographs?)\b|\b(?P<emg>EMG|NC[SV]|EMG/NC[SV]|electrodiagnostic stud(?:y|ies))\b"
    r"|\b(?P<ultrasound>ultrasound)\b"
    r"|\b(?P<surgery>arthroscopy|surgery|fusion|discectomy|laminectomy)\b|\b(?P<injury>injur(?:y|ed))\b",
    re.IGNORECASE,
)
STUDY_LEFT = re.compile(
    r"\b(?:dated|performed on|taken on|done on|completed on|obtained on|on|of|from)\s*\Z|[:(]\s*\Z", re.IGNORECASE
)
STUDY_REACH = 90
"""The most characters between the name of a study and its date."""
SIDE = re.compile(r"\b(?:left|right|bilateral)\b", re.IGNORECASE)
APPROVAL_LEFT = re.compile(
    r"\b(?<!non-)(?<!not )(?:approved|authorized|certified)\b(?![^.;\0]{0,60}\b(?:den|non|not)\w*)"
    r"[^.;\0]{0,60}?\s(?:on|dated)\s\Z",
    re.IGNORECASE,
)
DOCUMENT = (
    r"(?:progress|clinic(?:al)?|office|physician|doctor|provider|medical|consultation|consult|treatment|evaluation"
    r"|chiropractic|therapy|follow-?\s?up|initial|new|patient|prior|subsequent|recent|associated|separate|PR-?2|orthopedic"
    r"|neurolog\w{1,5}|pain\smanagement|work\sstatus|physical|objective|subjective|narrative|supplemental|primary|treating"
    r"|hospital\w{0,5}|care|health|home|handwritten|DFR|first|updated)"
)
PAPERS = (
    r"(?:notes?|reports?|visits?|records?|exam|examinations?|documentation|findings|consultations?|evaluations?|re-?evaluations?"
    r"|assessments?|encounters?|appointments?)"
)
WORKER = r"(?:(?:the|this)\s(?:injured\s)?(?:worker|patient|applicant|claimant|employee|IW)|he|she)"
PRESENTED = (
    r"(?:presented|presents|reported|reports|complained|complains|was\s(?:again\s)?(?:re-?)?(?:seen|evaluated|examined|assessed)"
    r"|returned|continued|denied|described|stated|rated|transferred)"
)
VISIT_LEFT = (
    re.compile(
        rf"\b(?:{DOCUMENT}[’'s]{{0,2}}\s){{1,4}}(?:\w{{1,15}}\s)?{PAPERS}(?:\s\([^()]{{1,20}}\))?{LINKS}[\s(]{{1,2}}\Z",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:PR-?2|first\sreport\sof[\w\s/]{{1,60}}?|assessment|encounter|visit|office\svisit|documentation|records?"
        rf"|(?:prior|recent|subsequent|latest|last)\s(?:note|report|visit)|follow-?\s?up|(?:subjective|objective)\s\w{{4,12}}"
        rf"(?:\sreported)?){LINKS}[\s(]{{1,2}}\Z",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:was|were)\s(?:last\s|first\s|initially\s|re-?)?(?:seen|evaluated|examined)"
        r"(?:\s(?:by|for|in|at|the|a|an|his|her|clinic|office|follow-?up|doctor|physician|provider|evaluation|examination"
        r"|visit)){0,6}\son\s\Z",
        re.IGNORECASE,
    ),
    re.compile(r"\bpresented(?:\sfor\s[^.;\0]{1,40}|\sto\s[^.;\0]{1,40})?\son\s\Z", re.IGNORECASE),
)
VISIT_RIGHT = (
    re.compile(
        rf"{MASK}{{1,30}}\)?,?\s(?:\([^()\0]{{1,80}}\)\s?)?{WORKER}\s(?:\w{{2,10}}\s)?{PRESENTED}\b", re.IGNORECASE
    ),
    re.compile(rf"{MASK}{{1,30}},?\s(?:{DOCUMENT}[’'s]{{0,2}}\s){{1,4}}{PAPERS}\b", re.IGNORECASE),
    re.compile(
        rf"{MASK}{{1,30}},?\s(?:office\svisit|visit|exam|examination|PR-2|note|report|\(?doctor[’']?s\sfirst\sreport)\b",
        re.IGNORECASE,
    ),
)
