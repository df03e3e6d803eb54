"""Adds up the test reports of all modules; fails where a test failed, was skipped, or where none ran."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

LONGEST = 400


def why(fault):
    """The message of a failure and the line of our own code that it came from, in one line."""
    lines = [line.strip() for line in (fault.text or fault.get("message") or "").splitlines() if line.strip()]
    ours = [line for line in lines if line.startswith("at dev.plimsoll")]
    message = " ".join(line for line in lines if not line.startswith("at "))
    if len(message) > 2 * LONGEST:
        message = message[:LONGEST] + " […] " + message[-LONGEST:]
    return " ".join([message, *ours[:1]])


passed, bad, skipped = 0, [], []
for report in sorted(pathlib.Path(".").glob("*/target/*-reports/TEST-*.xml")):
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        fault = next((child for child in case if child.tag in ("failure", "error")), None)
        if fault is not None:
            bad.append((name, why(fault)))
        elif case.find("skipped") is not None:
            skipped.append(name)
        else:
            passed += 1

for name, reason in bad:
    print(f"failed: {name}: {reason}")
for name in skipped:
    print(f"skipped, which counts as a failure: {name}")
print(f"{passed} passed, {len(bad) + len(skipped)} failed")
sys.exit(0 if passed and not bad and not skipped else 1)
