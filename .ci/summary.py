"""Adds up the test reports of all modules; fails where a test failed, was skipped, or where none ran."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

passed, bad, skipped = 0, [], []
for report in sorted(pathlib.Path(".").glob("*/target/*-reports/TEST-*.xml")):
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None:
            bad.append(name)
        elif case.find("skipped") is not None:
            skipped.append(name)
        else:
            passed += 1

for name in bad:
    print(f"failed: {name}")
for name in skipped:
    print(f"skipped, which counts as a failure: {name}")
print(f"{passed} passed, {len(bad) + len(skipped)} failed")
sys.exit(0 if passed and not bad and not skipped else 1)
