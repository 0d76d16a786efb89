package org.shuyuan.gateway;

import java.util.concurrent.ScheduledExecutorService;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests {

	@Test
	void modulesUseOnlyDeclaredDependencies() {
		ApplicationModules.of(GatewayApplication.class).verify();
	}

	@Test
	void policyIsPure() {
		noClasses().that()
			.resideInAPackage("..gateway.policy..")
			.and()
			.haveSimpleNameNotEndingWith("package-info")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "java.sql..", "java.io..", "java.net..", "jakarta..")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("org.shuyuan.gateway"));
	}

	/**
	 * Such a stream holds its connection until it is closed, which is easily forgotten.
	 */
	@Test
	void rowsAreReadAsLists() {
		noClasses().should()
			.callMethod(JdbcClient.MappedQuerySpec.class, "stream")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("org.shuyuan.gateway"));
	}

	/** It is named, stopped, tried again and measured like any other. */
	@Test
	void workInTheBackgroundIsABackgroundTask() {
		noClasses().should()
			.dependOnClassesThat()
			.belongToAnyOf(SmartLifecycle.class, ScheduledExecutorService.class, TaskScheduler.class, Scheduled.class)
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("org.shuyuan.gateway"));
	}

	/** Whoever needs a table asks the store of the package that owns it. */
	@Test
	void sqlIsAskedByStoresOnly() {
		noClasses().that(areNoStores())
			.should()
			.dependOnClassesThat()
			.belongToAnyOf(JdbcClient.class, JdbcTemplate.class, NamedParameterJdbcTemplate.class)
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("org.shuyuan.gateway"));
	}

	private static DescribedPredicate<JavaClass> areNoStores() {
		return DescribedPredicate.describe("are no stores", (type) -> {
			JavaClass outer = type;
			while (outer.getEnclosingClass().isPresent()) {
				outer = outer.getEnclosingClass().get();
			}
			return !outer.isAnnotatedWith(Repository.class);
		});
	}

}
