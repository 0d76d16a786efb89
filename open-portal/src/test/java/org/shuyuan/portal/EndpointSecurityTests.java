package org.shuyuan.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

/**
 * Every page of the desks, called by nobody and by somebody without a role.
 */
@PortalTest
@TestPropertySource(properties = "shuyuan.base-uri=http://127.0.0.1:9")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointSecurityTests {

	private static final Set<String> ROOMS = Set.of("workbench", "authority", "audit", "account");

	@Autowired
	private MockMvcTester http;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@ParameterizedTest
	@MethodSource("desks")
	void sendsNobodyToSignIn(Endpoint desk) {
		assertThat(this.http.perform(request(desk.method(), desk.path()).with(csrf()))).as(desk.toString())
			.hasRedirectedUrl("/signin/open-portal");
	}

	@ParameterizedTest
	@MethodSource("desks")
	void refusesSomebodyWithoutTheRole(Endpoint desk) {
		if (!desk.path().startsWith("/account")) {
			assertThat(this.http.perform(request(desk.method(), desk.path()).with(csrf())
				.with(oidcLogin().authorities(new SimpleGrantedAuthority("ROLE_citizen"))))).as(desk.toString())
				.hasStatus(403);
		}
	}

	@ParameterizedTest
	@MethodSource("writes")
	void refusesAFormFromElsewhere(Endpoint desk) {
		assertThat(this.http.perform(request(desk.method(), desk.path())
			.with(oidcLogin().authorities(new SimpleGrantedAuthority("ROLE_steward"))))).as(desk.toString())
			.hasStatus(403);
	}

	Stream<Endpoint> writes() {
		return desks().filter((desk) -> desk.method() == HttpMethod.POST);
	}

	Stream<Endpoint> desks() {
		List<Endpoint> found = new ArrayList<>();
		this.mappings.getHandlerMethods().forEach((mapping, handler) -> {
			for (String path : mapping.getPatternValues()) {
				if (ROOMS.contains(path.split("/", 3)[1].split("[.{]")[0])) {
					for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
						found.add(new Endpoint(method.asHttpMethod(), example(path)));
					}
				}
			}
		});
		assertThat(found).hasSizeGreaterThan(50);
		return found.stream();
	}

	private static String example(String path) {
		return path.replaceAll("\\{id:[^}]*}}?", "1")
			.replaceAll("\\{[a-zA-Z]+:([a-z]+)[^}]*}", "$1")
			.replaceAll("\\{[a-zA-Z]+}", "aaaaaaaaaaaaaaaaaaaaaaaaaa");
	}

	record Endpoint(HttpMethod method, String path) {
	}

}
