package org.shuyuan.portal;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * What people see: the citizens' portal, the agencies' workbench, the authority's desk.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class PortalApplication {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(PortalApplication.class).properties("spring.config.name=portal,portal-alone")
			.run(arguments);
	}

}
