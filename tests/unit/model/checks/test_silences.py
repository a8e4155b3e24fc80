"""A site silences what is meant, by code and with a reason; errors stay."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.report import check_site
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.silences import Silence, read_silences
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.surroundings import Surroundings
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import Finding, ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from tests.unit.model.checks.conftest import TODAY, Raw, quiet_site, report


def noisy() -> Raw:
    """Two queues that overflow after no time, and an empty group."""
    site = quiet_site()
    for name in ("A", "A B"):
        site["queues"].append({"name": name, "agents": ["102"], "overflow": {"after": 0, "to": {"queue": "Help"}}})
    return site


def codes(silences: list[dict[str, str]], site: Raw | None = None) -> list[tuple[str, str]]:
    """What is left, as code and object."""
    found = report(site or noisy(), silences=read_silences({"silence": silences}))
    return [(finding.code, finding.object) for finding in found.findings]


def test_by_code() -> None:
    assert codes([]) == [("TIM003", "queue A"), ("TIM003", "queue A B")]
    assert codes([{"code": "TIM003", "reason": "meant"}]) == []


def test_by_code_and_object() -> None:
    assert codes([{"code": "TIM003", "object": "queue A", "reason": "meant"}]) == [("TIM003", "queue A B")]


def test_a_user_may_be_named_without_his_name() -> None:
    site = quiet_site()
    site["users"][0]["forward"] = {"busy": "199"}
    assert codes([{"code": "REF003", "object": "user 101", "reason": "to come"}], site) == []
    assert codes([{"code": "REF003", "object": "user 101 User 101", "reason": "to come"}], site) == []


def test_what_was_silenced_is_kept_with_its_reason() -> None:
    found = report(noisy(), silences=[Silence("TIM003", "meant", "queue A")])
    assert [(finding.object, silence.reason) for finding, silence in found.silenced] == [("queue A", "meant")]


def test_errors_stay() -> None:
    site = quiet_site()
    site["queues"].append({"name": "Nobody"})
    found = report(site, silences=[Silence("WAY003", "meant")])
    assert [str(finding) for finding in found.findings] == [
        "oslo: ERROR WAY003 queue Nobody: has neither agents nor an overflow; callers would wait for nobody",
        "oslo: NOTICE POL003 pbx_policy, silence WAY003: WAY003 is an error, and errors cannot be silenced; mend the "
        "site",
    ]


def test_what_other_exchanges_have_too_may_silence_nothing_here() -> None:
    meant, stale = Silence("TIM003", "meant", "queue A"), Silence("TIM003", "old", "queue B")
    site = read_site("oslo", quiet_site())
    found = check_site(site, Surroundings(TODAY), silences=[meant, stale], shared=lambda silence: silence == meant)
    assert [finding.object + " " + finding.field for finding in found.findings] == [
        "pbx_policy silence TIM003 of queue B"
    ]


def test_what_silences_nothing_is_told() -> None:
    found = report(quiet_site(), silences=[Silence("TIM003", "meant", "queue A"), Silence("TIM999", "meant")])
    assert [str(finding) for finding in found.findings] == [
        "oslo: NOTICE POL001 pbx_policy, silence TIM999: there is no check TIM999",
        "oslo: NOTICE POL002 pbx_policy, silence TIM003 of queue A: silences nothing any more; take it out",
    ]


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("quiet", "pbx_policy: takes a mapping"),
        ({"silences": []}, "pbx_policy: 'silences' is not supported yet; supported: silence"),
        ({"silence": {}}, "pbx_policy, silence: takes a list"),
        ({"silence": ["TIM003"]}, "pbx_policy, silence[1]: takes a mapping"),
        ({"silence": [{"code": "TIM003"}]}, "pbx_policy, silence[1]: needs a reason, so that the next one knows why "),
        ({"silence": [{"code": "TIM003", "reason": ""}]}, "pbx_policy, silence[1]: needs a reason"),
        ({"silence": [{"reason": "meant"}]}, "pbx_policy, silence[1]: needs the code of a check, such as TIM002"),
        ({"silence": [{"code": 3, "reason": "meant"}]}, "pbx_policy, silence[1]: 3 is not in quotes"),
        ({"silence": [{"codes": "TIM003"}]}, "pbx_policy, silence[1]: 'codes' is not supported here; supported are "),
    ],
)
def test_a_policy_that_cannot_be_used(policy: Any, says: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        read_silences(policy)
    assert str(caught.value).startswith(says)


def test_no_policy() -> None:
    assert read_silences(None) == read_silences({}) == ()


def test_what_the_platform_says_too_is_told_once() -> None:
    site = quiet_site()
    site["users"][0]["hunt_group"] = "Nobody"
    found = [
        Finding("oslo", "user 101 User 101", "hunt_group", "there is no hunt group 'Nobody' in the site"),
        Finding("oslo", "user 102 User 102", "name", "is too long"),
    ]
    told = check_site(read_site("oslo", site), Surroundings(TODAY), found=found)
    assert [(finding.code, finding.object) for finding in told.errors] == [
        ("REF001", "user 101 User 101"),
        ("SITE001", "user 102 User 102"),
    ]
    assert told.counts == {"error": 2, "warning": 0, "notice": 0}
