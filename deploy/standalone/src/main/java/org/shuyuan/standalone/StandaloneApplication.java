package org.shuyuan.standalone;

import org.shuyuan.catalogue.CatalogueApplication;
import org.shuyuan.gateway.GatewayApplication;
import org.shuyuan.portal.PortalApplication;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * The whole city in one process: each service's own application, imported.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@Import({ CatalogueApplication.class, GatewayApplication.class, PortalApplication.class })
public class StandaloneApplication {

	/**
	 * Starts the platform and stays until it is told to stop. A wrong setting ends the
	 * process with status 2 and one sentence, a failed start with status 1.
	 */
	public static void main(String[] arguments) {
		Launch.run(System.getenv(), arguments);
	}

}
