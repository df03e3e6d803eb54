package dev.plimsoll.kubernetes.wrong;

import dev.plimsoll.shell.CommandFailure;

/** Depends on the command line. */
record CommandUser(CommandFailure failure) {}
