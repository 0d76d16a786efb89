package org.shuyuan.catalogue;

import java.util.concurrent.ScheduledExecutorService;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

class ArchitectureTests {

	private static final JavaClasses OURS = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("org.shuyuan.catalogue");

	@Test
	void modulesUseOnlyDeclaredDependencies() {
		ApplicationModules.of(CatalogueApplication.class).verify();
	}

	@Test
	void controllersStayInTheirPackages() {
		classes().that()
			.areAnnotatedWith(RestController.class)
			.or()
			.areAnnotatedWith(Controller.class)
			.should()
			.bePackagePrivate()
			.check(OURS);
	}

	@Test
	void dependenciesComeThroughConstructors() {
		noFields().should().beAnnotatedWith(Autowired.class).check(OURS);
	}

	/**
	 * Such a stream holds its connection until it is closed, which is easily forgotten.
	 */
	@Test
	void rowsAreReadAsLists() {
		noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream").check(OURS);
	}

	@Test
	void noClassAnswersForOtherServices() {
		noClasses().should().beAnnotatedWith(RestControllerAdvice.class).check(OURS);
	}

	@Test
	void namesSayWhatThingsAre() {
		noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Base|DTO|Dto)").check(OURS);
	}

	@Test
	void otherServicesAreReachedOverHttpOnly() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.shuyuan.gateway..", "org.shuyuan.portal..", "org.shuyuan.standalone..")
			.check(OURS);
	}

	/** It is named, stopped, tried again and measured like any other. */
	@Test
	void workInTheBackgroundIsABackgroundTask() {
		noClasses().should()
			.dependOnClassesThat()
			.belongToAnyOf(SmartLifecycle.class, ScheduledExecutorService.class, TaskScheduler.class, Scheduled.class)
			.check(OURS);
	}

	/** Whoever needs a table asks the store of the package that owns it. */
	@Test
	void sqlIsAskedByStoresOnly() {
		noClasses().that(areNoStores())
			.should()
			.dependOnClassesThat()
			.belongToAnyOf(JdbcClient.class, JdbcTemplate.class, NamedParameterJdbcTemplate.class)
			.check(OURS);
	}

	/** One class narrows the connections that the public's store is given. */
	private static DescribedPredicate<JavaClass> areNoStores() {
		return DescribedPredicate.describe("are no stores", (type) -> {
			JavaClass outer = type;
			while (outer.getEnclosingClass().isPresent()) {
				outer = outer.getEnclosingClass().get();
			}
			return !outer.isAnnotatedWith(Repository.class) && !outer.getSimpleName().equals("PublicDatabase");
		});
	}

}
