package org.shuyuan.catalogue;

import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private static final JavaClasses OURS = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("org.shuyuan.catalogue");

	@Test
	void modulesUseOnlyDeclaredDependencies() {
		ApplicationModules.of(CatalogueApplication.class).verify();
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("org.shuyuan.catalogue.(**)").should().beFreeOfCycles().check(OURS);
	}

	/**
	 * More than that nobody can describe in a sentence.
	 */
	@Test
	void packagesHaveAtMostTwentyTwoTypes() {
		assertThat(OURS.stream()
			.filter(JavaClass::isTopLevelClass)
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
			.allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(22));
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

}
