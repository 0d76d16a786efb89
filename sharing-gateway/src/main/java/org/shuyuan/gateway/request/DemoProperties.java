package org.shuyuan.gateway.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the gateway is a demonstration.
 *
 * @param demo whether an earlier day of receipt is believed
 */
@ConfigurationProperties("gateway")
record DemoProperties(@DefaultValue("false") boolean demo) {
}
