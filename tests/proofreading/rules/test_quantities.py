"""Quantities and drug strengths of a request."""

import pytest

from tests.proofreading.support import NOT_NECESSARY, found, one_item, partly_approved

# original request, authorized, remaining, and a wrong remainder
REMAINDERS = [
    ("Baclofen 10mg #30", "Baclofen 10mg #27", "Baclofen 10mg #3", "Baclofen 10mg #4"),
    ("Gabapentin 300mg # 90", "Gabapentin 300mg #60", "gabapentin 300mg #30", "gabapentin 300mg #60"),
    ("Massage, 12 sessions", "Massage, 6 sessions", "Massage, 6 sessions", "Massage, 8 sessions"),
    ("Massage for eight sessions", "Massage for six sessions", "Massage for two sessions", "Massage for six sessions"),
    ("Twelve massage visits", "Nine massage visits", "three massage visits", "four massage visits"),
    ("Walker for a 3 month rental", "Walker for a 1 month rental", "walker, 2 month rental", "walker, 1 month rental"),
    (
        "Massage 3 times a week for 4 weeks",
        "Massage 3 times a week for 3 weeks",
        "Massage 3 times a week for 1 week",
        "Massage 3 times a week for 2 weeks",
    ),
    ("Massage; Six (6) Visits", "Massage; Four (4) Visits", "Massage; Two (2) Visits", "Massage; Six (6) Visits"),
    ("Yoga of the knee, 18 sessions", "6 sessions of yoga", "Yoga, knee, 12 sessions", "Yoga, knee, 10 sessions"),
    ("Twenty-four visits, 2 hours", "Twenty visits, 2 hours", "Four visits, 2 hours", "Five visits, 2 hours"),
    ("Patch 5% #60", "Patch 5% #45", "Patch 5% #15", "Patch 5% #60"),
    ("Home aide, 30 days", "Home aide, 10 days", "Home aide, 20 days", "Home aide, 40 days"),
]
UNCOUNTED = [
    ("Ibuprofen 600mg #90 with 2 refills", "Ibuprofen 600mg #90", "Two refills of Ibuprofen 600mg #90"),
    ("Massage two times a week for six weeks (12 sessions)", "Massage 6 sessions", "Massage 6 sessions"),
    ("Baclofen 20mg #30", "Baclofen 10mg #30", "Baclofen 10mg #30"),
    ("EMG and NCS of the right arm", "NCS of the right arm", "EMG of the right arm"),
    ("Baclofen #60, per 12/07/2016 order", "Baclofen #40, per 12/07/2016 order", "Baclofen #20, per 12/07/2016 order"),
    ("12 sessions of massage", "1 month of massage", "4 sessions of massage"),
    ("Visit on 12/01/2016", "Visit on 12/02/2016", "Visit on 12/03/2016"),
]
STRENGTHS = [
    ("Tramadol 50mg #60", "tramadol 100mg"),
    ("Naproxen 500 mg", "Naproxen 550mg"),
    ("Trezix capsule 320.5/30/16mg #90", "Trezix capsule 30.5/30/16mg"),
    ("Oxycodone HCL ER 20mg #60", "Oxycodone HCL ER 200mg"),
    ("Ultram (tramadol) 50mg #90", "Ultram (tramadol) 150mg"),
    ("Lidocaine patch 5% #30", "lidocaine patch 4%"),
    ("Fentanyl 25mcg", "Fentanyl 75mcg"),
    ("Omeprazole 20mg", "omeprazole 40 mg"),
    ("Hydrocodone/APAP 10/325mg #60", "hydrocodone/APAP 5/325mg"),
    ("Cyclobenzaprine 7.5mg", "Cyclobenzaprine 75mg"),
]


@pytest.mark.parametrize(("original", "authorized", "rest", "wrong"), REMAINDERS)
def test_a_wrong_remainder_is_found(original: str, authorized: str, rest: str, wrong: str) -> None:
    (finding,) = found("Q01", partly_approved("quantity", original, authorized, wrong))
    assert finding.path == ("disputed_items", 0, "service")
    assert not found("Q01", partly_approved("quantity", original, authorized, rest))
    assert not found("Q01", partly_approved("substitution", original, authorized, wrong))


@pytest.mark.parametrize(("original", "authorized", "rest"), UNCOUNTED)
def test_requests_without_one_quantity_are_not_compared(original: str, authorized: str, rest: str) -> None:
    assert not found("Q01", partly_approved("quantity", original, authorized, rest))


@pytest.mark.parametrize(("service", "named"), STRENGTHS)
def test_another_strength_is_found(service: str, named: str) -> None:
    text = f"The request for {named} is not medically necessary."
    (finding,) = found("Q03", one_item(service=service, decision_rationale=text))
    assert finding.start is not None
    assert text[finding.start].isdigit()
    sound = f"The worker has taken {named}. The request for {service} is not medically necessary."
    assert not found("Q03", one_item(service=service, decision_rationale=sound))
    assert found("Q03", partly_approved("quantity", named, named, service))


def test_an_amount_per_day_is_not_a_strength() -> None:
    text = "Naproxen 1000mg a day, or naproxen 1000mg daily, is the most." + NOT_NECESSARY
    assert not found("Q03", one_item(service="Naproxen 500mg #60", decision_rationale=text))
