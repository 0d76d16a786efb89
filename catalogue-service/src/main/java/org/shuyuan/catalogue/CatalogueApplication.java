package org.shuyuan.catalogue;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * What data exists: entries, their one source, duties, review, search, RDF out.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class CatalogueApplication {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(CatalogueApplication.class)
			.properties("spring.config.name=catalogue,catalogue-alone")
			.run(arguments);
	}

}
