module dev.plimsoll/testbed/pod

go 1.24.0
