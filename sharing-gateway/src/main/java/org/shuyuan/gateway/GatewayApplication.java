package org.shuyuan.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Who may have which data, and the bytes going out: requests, grants, decisions,
 * delivery, negative list, audit.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class GatewayApplication {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(GatewayApplication.class).properties("spring.config.name=gateway,gateway-alone")
			.run(arguments);
	}

}
