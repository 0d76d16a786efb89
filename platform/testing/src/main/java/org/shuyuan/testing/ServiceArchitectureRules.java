package org.shuyuan.testing;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * What holds besides for services with tables of their own.
 */
public abstract class ServiceArchitectureRules extends ArchitectureRules {

	/** Classes that hand stores their connections. */
	private final Set<String> databases;

	/**
	 * Reads a service's main classes.
	 * @param root the service's first package
	 * @param databases simple names of classes that hand stores their connections
	 */
	protected ServiceArchitectureRules(String root, String... databases) {
		super(root);
		this.databases = Set.of(databases);
	}

	/** It is named, stopped, tried again and measured like any other. */
	@Test
	void workInTheBackgroundIsABackgroundTask() {
		noClasses().should()
			.dependOnClassesThat(DescribedPredicate
				.describe("run in the background in their own way",
						(type) -> Set.of("org.springframework.context.SmartLifecycle",
								"java.util.concurrent.ScheduledExecutorService",
								"org.springframework.scheduling.TaskScheduler",
								"org.springframework.scheduling.annotation.Scheduled")
							.contains(type.getName())))
			.check(types());
	}

	/** Others reach a table through the store of the package that owns it. */
	@Test
	void sqlIsAskedByStoresOnly() {
		noClasses().that(areNoStores())
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.jdbc.core..")
			.check(types());
	}

	private DescribedPredicate<JavaClass> areNoStores() {
		return DescribedPredicate.describe("are no stores", (type) -> {
			JavaClass outer = type;
			while (outer.getEnclosingClass().isPresent()) {
				outer = outer.getEnclosingClass().get();
			}
			return !outer.isAnnotatedWith("org.springframework.stereotype.Repository")
					&& !this.databases.contains(outer.getSimpleName());
		});
	}

}
