/** Reading Kubernetes protobuf as the same stream of tokens that the JSON would be. */
@NullMarked
package dev.plimsoll.kubernetes.protobuf;

import org.jspecify.annotations.NullMarked;
