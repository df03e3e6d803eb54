module dev.plimsoll/testbed/external-secrets

go 1.24

require github.com/external-secrets/external-secrets v0.19.2
