package org.shuyuan.standalone;

import java.util.Map;

import org.shuyuan.catalogue.CatalogueApplication;
import org.shuyuan.gateway.GatewayApplication;
import org.shuyuan.identity.IdentityApplication;
import org.shuyuan.portal.PortalApplication;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * The whole city in one process: each service's own application, imported.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@Import(IdentityApplication.class)
public class StandaloneApplication {

	/**
	 * Starts the platform and runs until it is stopped. A wrong setting ends the process
	 * with status 2 and one sentence, a failed start with status 1. With
	 * {@code --identity} only the accounts are here, for services that run apart.
	 */
	public static void main(String[] arguments) {
		Launch.run(System.getenv(), arguments);
	}

	/**
	 * Starts the platform again in a process that keeps running, as an edit-run loop
	 * does.
	 * @param environment its settings
	 * @return what stops it
	 */
	public static AutoCloseable start(Map<String, String> environment, String... arguments) {
		return Launch.start(environment, arguments);
	}

	/** The services, unless they are processes of their own. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "shuyuan.part", havingValue = "all", matchIfMissing = true)
	@Import({ CatalogueApplication.class, GatewayApplication.class, PortalApplication.class })
	static class Services {

	}

}
