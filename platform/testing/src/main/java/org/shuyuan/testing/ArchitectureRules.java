package org.shuyuan.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the main code of every module. A module's {@code ArchitectureTests}
 * extend it and add what holds for that module alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureRules {

	/** The most types that one sentence can describe. */
	private static final int MOST_TYPES = 24;

	/** What only the standalone, which puts the services together, may use. */
	private static final List<String> SERVICES = List.of("org.shuyuan.catalogue", "org.shuyuan.gateway",
			"org.shuyuan.portal", "org.shuyuan.identity", "org.shuyuan.standalone");

	/**
	 * Settings are read into records, which say what each means and check it at start.
	 */
	protected static final ArchRule SETTINGS_IN_RECORDS = noClasses().should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value");

	/** Days are counted in the city's time zone, which is a setting. */
	protected static final ArchRule TIME_ZONE_AS_SETTING = noClasses().that()
		.doNotHaveSimpleName("PlatformProperties")
		.should()
		.callMethodWhere(DescribedPredicate.describe("a time zone is named in code",
				(call) -> call.getTarget().getName().equals("of")
						&& call.getTargetOwner().getName().equals("java.time.ZoneId")));

	private final String root;

	private final JavaClasses types;

	/**
	 * Reads a module's main classes.
	 * @param root the module's first package
	 */
	protected ArchitectureRules(String root) {
		this.root = root;
		this.types = ArchConfiguration.withThreadLocalScope((configuration) -> {
			configuration.setResolveMissingDependenciesFromClassPath(false);
			return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
				.importPackages(root);
		});
	}

	/** The module's main classes. */
	protected final JavaClasses types() {
		return this.types;
	}

	/** The services that this module may use as code; the others are reached by HTTP. */
	protected List<String> services() {
		return List.of(this.root);
	}

	/**
	 * Whether a class writes to a terminal, as a command-line program does.
	 */
	protected boolean speaksToTerminal(JavaClass type) {
		return type.tryGetMethod("main", String[].class).isPresent();
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching(this.root + ".(**)").should().beFreeOfCycles());
	}

	@Test
	void packagesAreSmall() {
		Map<String, Long> sizes = this.types.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(sizes).isNotEmpty()
			.allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_TYPES));
	}

	@Test
	void packagesAreDescribed() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			List<Path> folders = files.filter((file) -> file.toString().endsWith(".java"))
				.map(Path::getParent)
				.distinct()
				.toList();
			assertThat(folders).isNotEmpty()
				.allSatisfy(
						(folder) -> assertThat(folder.resolve("package-info.java")).content().startsWith("/**\n * "));
		}
	}

	@Test
	void controllersStayInTheirPackages() {
		check(classes().that()
			.areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
			.or()
			.areAnnotatedWith("org.springframework.stereotype.Controller")
			.should()
			.bePackagePrivate());
	}

	@Test
	void dependenciesComeThroughConstructors() {
		check(noFields().should()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
			.orShould()
			.beAnnotatedWith("jakarta.annotation.Resource")
			.orShould()
			.beAnnotatedWith("jakarta.inject.Inject"));
	}

	@Test
	void settingsAreBoundToRecords() {
		check(SETTINGS_IN_RECORDS);
	}

	@Test
	void timeZonesAreSettings() {
		check(TIME_ZONE_AS_SETTING);
	}

	/**
	 * Such a stream holds its connection until it is closed, which is easily missed.
	 */
	@Test
	void rowsAreReadAsLists() {
		check(noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("rows are read as a stream",
					(call) -> call.getTarget().getName().equals("stream") && call.getTargetOwner()
						.getName()
						.equals("org.springframework.jdbc.core.simple.JdbcClient$MappedQuerySpec"))));
	}

	/** In one process such advice would answer for the other services as well. */
	@Test
	void noClassAnswersForOtherServices() {
		check(noClasses().that()
			.resideOutsideOfPackage("org.shuyuan.support..")
			.should()
			.beAnnotatedWith("org.springframework.web.bind.annotation.RestControllerAdvice"));
	}

	@Test
	void namesSayWhatThingsAre() {
		check(noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Base|DTO|Dto)"));
	}

	@Test
	void otherServicesAreReachedOverHttpOnly() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage(SERVICES.stream()
				.filter((service) -> !services().contains(service))
				.map((service) -> service + "..")
				.toArray(String[]::new)));
	}

	@Test
	void onlyProgramsSpeakToTheTerminal() {
		check(noClasses().that(DescribedPredicate.describe("are no programs", (type) -> !speaksToTerminal(type)))
			.should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
	}

	@Test
	void oneLoggingInterfaceIsUsed() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.logging.."));
	}

	private void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(this.types);
	}

}
