package dev.plimsoll.testbed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives the tests of a class a {@link Moto}, as a parameter of constructors, tests and their
 * set-up. One serves all test classes of a JVM, one class at a time, and is empty before each test.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealMotoExtension.class)
@ResourceLock("dev.plimsoll.testbed.Moto")
public @interface RealMoto {}
