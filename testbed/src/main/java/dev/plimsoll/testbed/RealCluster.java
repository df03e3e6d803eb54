package dev.plimsoll.testbed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives the tests of a class a real {@link ControlPlane}, as a parameter of constructors, tests and
 * their set-up; a {@link FleetFiller} and a {@link NodeHand} on it may be parameters too.
 *
 * <p>One control plane serves all test classes of a JVM, one class at a time. Each test finds what
 * the {@code @BeforeAll} methods of its class have made and nothing else; see {@link
 * ControlPlane#reset()}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealClusterExtension.class)
@ResourceLock("dev.plimsoll.testbed.ControlPlane")
public @interface RealCluster {}
