/** Telling people outside of the cluster: Slack, Alertmanager, and whoever takes CloudEvents. */
@NullMarked
package dev.plimsoll.integrations.notices;

import org.jspecify.annotations.NullMarked;
