package org.shuyuan.catalogue;

import java.util.Arrays;

import org.shuyuan.vocab.identifier.AgencyId;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

/**
 * Agencies and people that tests act as.
 */
public final class TestCity {

	/** The bureau of transport. */
	public static final AgencyId TRANSPORT = AgencyId.ofBody("11990100MB0A00007");

	/** The bureau of health. */
	public static final AgencyId HEALTH = AgencyId.ofBody("11990100MB0A00015");

	private TestCity() {
	}

	/** A token of a person with one role. */
	public static RequestPostProcessor person(String subject, String role, AgencyId agency) {
		return token(subject, agency, role);
	}

	/** A token of a person with several roles. */
	public static RequestPostProcessor persons(String subject, AgencyId agency, String... roles) {
		return token(subject, agency, roles);
	}

	/** A token of a person of the data authority. */
	public static RequestPostProcessor authority() {
		return token("officer-an", AgencyId.ofBody("11990100MB0A00023"), "authority");
	}

	/** A token of the transport bureau's steward. */
	public static RequestPostProcessor steward() {
		return token("steward-li", TRANSPORT, "steward");
	}

	/** A token of the transport bureau's head. */
	public static RequestPostProcessor head() {
		return token("head-wang", TRANSPORT, "department-head");
	}

	/** A token of a service. */
	public static RequestPostProcessor service() {
		return jwt().jwt((token) -> token.subject("sharing-gateway"))
			.authorities(new SimpleGrantedAuthority("ROLE_service"));
	}

	private static SecurityMockMvcRequestPostProcessors.JwtRequestPostProcessor token(String subject, AgencyId agency,
			String... roles) {
		return jwt().jwt((token) -> token.subject(subject).claim("agency", agency.value()))
			.authorities(Arrays.stream(roles)
				.map((role) -> new SimpleGrantedAuthority("ROLE_" + role))
				.toArray(SimpleGrantedAuthority[]::new));
	}

	/** Makes the two bureaus known. */
	public static void build(MockMvcTester web) {
		for (AgencyId agency : new AgencyId[] { TRANSPORT, HEALTH }) {
			web.put()
				.uri("/api/v1/catalogue/agencies/" + agency)
				.with(authority())
				.contentType("application/json")
				.content(
						"{\"name\":{\"zh\":\"测试局\"},\"kind\":\"government-department\",\"level\":\"city\",\"area\":\"990100\"}")
				.exchange();
		}
	}

	/** A whole entry of the transport bureau as JSON. */
	public static String busStops(String key) {
		return entry(key, TRANSPORT, "");
	}

	/**
	 * A whole entry as JSON.
	 * @param element data element that its one item is bound to, empty for none
	 */
	public static String entry(String key, AgencyId agency, String element) {
		String bound = element.isEmpty() ? "" : "\"element\":\"%s\",".formatted(element);
		return """
				{"key":"%s","title":{"zh":"公交站点","en":"Bus stops"},"description":{"zh":"全市公交站点的名称与位置。"},
				"keywords":[{"zh":"公交"}],"agency":"%s","themes":["transport"],"library":"thematic","area":"990100",
				"entityKind":"place","frequency":"monthly","sharing":{"class":"unconditional"},
				"modes":["file-download"],"openness":{"level":"unconditional","licence":"cc-by-4.0"},
				"discoverability":"public","grade":"general-1",
				"items":[{"name":{"zh":"站名"},"type":"string","length":40,"meaning":{"zh":"站点名称"},%s
				"sensitivity":"none","open":true,"source":{"kind":"collected"}}],
				"distributions":[{"title":{"zh":"数据表"},"kind":"table","format":"csv"}],
				"contact":{"name":"数据科","phone":"0999-1234567"},"completeness":"full"}
				""".formatted(key, agency, bound);
	}

}
