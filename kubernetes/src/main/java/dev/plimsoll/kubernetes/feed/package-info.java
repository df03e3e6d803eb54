/** List and watch that cannot hang: streams from the API server into stores of records. */
@NullMarked
package dev.plimsoll.kubernetes.feed;

import org.jspecify.annotations.NullMarked;
