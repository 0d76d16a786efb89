package org.shuyuan.support.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers are kept for who sends the same again.
 *
 * @param idempotencyKept how long a key is known; seven days unless set
 */
@ConfigurationProperties("shuyuan")
record IdempotencyProperties(@DefaultValue("7d") Duration idempotencyKept) {
}
