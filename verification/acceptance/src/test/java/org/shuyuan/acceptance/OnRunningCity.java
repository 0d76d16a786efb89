package org.shuyuan.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Runs only where {@code SHUYUAN_URL} names a running standalone;
 * {@code SHUYUAN_ACCOUNTS} then names its accounts file.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(named = "SHUYUAN_URL", matches = "http.+")
@interface OnRunningCity {

}
