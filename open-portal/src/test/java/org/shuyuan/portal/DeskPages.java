package org.shuyuan.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.shuyuan.portal.client.StubServices;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * Pages of people who have signed in, over a catalogue and a gateway that answer what a
 * test prepares.
 */
@PortalTest
public abstract class DeskPages {

	protected static final StubServices services = new StubServices();

	protected static final String AGENCY = "11990100MB0A000077";

	protected static final String ENTRY = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

	protected static final String DISTRIBUTION = "cccccccccccccccccccccccccc";

	protected static final String READ = """
			{"entry":{"id":"%s","title":{"zh":"公交站点","en":"Bus stops"},"agency":"%s","themes":["transport"],
			 "sharing":{"class":"conditional","scope":[],"purposes":["planning"]},
			 "openness":{"level":"unconditional","licence":"cc-by-4.0"},"discoverability":"public","grade":"general-1",
			 "items":[{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbb","name":{"zh":"站名"},"type":"string","open":true,"source":{"kind":"collected"}}],
			 "distributions":[{"id":"%s","title":{"zh":"数据表"},"kind":"table","format":"csv"}],"completeness":"full"},
			 "record":{"state":"draft","revision":3,"changed":"2026-05-01T01:00:00Z","assessments":[],"missing":["consent"],
			 "actions":[{"name":"edit"},{"name":"assess"},{"name":"consent"},{"name":"submit"}]},
			 "violations":[]}"""
		.formatted(ENTRY, AGENCY, DISTRIBUTION);

	/** As the catalogue answers whoever belongs to no agency. */
	protected static final String PUBLIC = """
			{"entry":{"id":"%s","title":{"zh":"公交站点","en":"Bus stops"},"agency":"%s","themes":["transport"],
			 "openness":{"level":"conditional","licence":"cc-by-4.0","conditions":{"zh":"实名登记，注明用途"}},
			 "discoverability":"public","grade":"general-1",
			 "items":[{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbb","name":{"zh":"站名"},"type":"string","open":true}],
			 "distributions":[{"id":"%s","title":{"zh":"数据表"},"kind":"table","format":"csv"}],"completeness":"full"},
			 "record":{"state":"published","published":"2026-05-01T01:00:00Z","changed":"2026-05-01T01:00:00Z"},
			 "data":{"available":false}}""".formatted(ENTRY, AGENCY, DISTRIBUTION);

	protected static final String REQUEST = """
			{"id":"rrrrrrrrrrrrrrrrrrrrrrrrrr","number":"2026-0001","state":"reviewed","entry":"%s","entryTitle":{"zh":"公交站点"},
			 "distribution":"%s","provider":"%s","requester":"11990100MB0A000152","items":["bbbbbbbbbbbbbbbbbbbbbbbbbb"],
			 "rows":["区:eq:东区"],"basis":"依据","scenario":"场景","scope":"范围","mode":"file-download","until":"2027-01-01",
			 "purpose":"planning","history":[{"at":"2026-05-01T01:00:00Z","by":"x","role":"sharing-head","what":"agree"}],
			 "clocks":[{"what":"reply","started":"2026-05-02","due":"2026-05-15","remaining":-2,"overdue":true,"clause":"D21"}],
			 "actions":[{"name":"approve"},{"name":"refuse","required":["reason"]}]}"""
		.formatted(ENTRY, DISTRIBUTION, AGENCY);

	protected static final String APPLICATIONS = """
			{"items":[{"id":"ffffffffffffffffffffffffff","number":1,"state":"accepted","entry":"%s",
			 "entryTitle":{"zh":"公交站点"},"provider":"%s","name":"张三","use":"毕业论文","until":"2027-01-01",
			 "applied":"2026-05-01T01:00:00Z","history":[{"at":"2026-05-01T01:00:00Z","by":"x","role":"citizen","what":"apply"}]}]}"""
		.formatted(ENTRY, AGENCY);

	@Autowired
	protected MockMvcTester http;

	@Autowired
	private OAuth2AuthorizedClientService clients;

	@Autowired
	private ClientRegistrationRepository registrations;

	@DynamicPropertySource
	static void addresses(DynamicPropertyRegistry registry) {
		registry.add("shuyuan.base-uri", services::address);
	}

	@BeforeEach
	final void prepareDesk() {
		services.forget();
		services.on("GET /catalogue/entries/" + ENTRY, 200, READ);
		services.on("GET /catalogue/entries", 200, """
				{"items":[{"id":"%s","title":{"zh":"公交站点"},"agency":"%s","state":"draft","revision":3,
				"completeness":"full","changed":"2026-05-01T01:00:00Z"}]}""".formatted(ENTRY, AGENCY));
		services.on("GET /catalogue/statistics", 200, "{}");
		services.on("GET /sharing/overview", 200, "{}");
		services.on("GET /sharing/requests", 200, "{\"items\":[" + REQUEST + "]}");
		services.on("GET /sharing/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr", 200, REQUEST);
		services.on("GET /sharing/grants/gggggggggggggggggggggggggg", 200,
				"{\"id\":\"gggggggggggggggggggggggggg\",\"request\":\"rrrrrrrrrrrrrrrrrrrrrrrrrr\",\"state\":\"active\",\"items\":[],\"rows\":[],\"purpose\":\"planning\",\"used\":3,\"until\":\"2027-01-01\"}");
	}

	/**
	 * The page is whole and says so in both languages, without a key or an id in its
	 * text.
	 */
	protected final void says(String page, String zh, String en, String... roles) {
		for (String language : List.of("zh-CN", "en")) {
			MvcTestResult result = send(get(page.replace("/E", "/" + ENTRY).replace("=E", "=" + ENTRY))
				.header(HttpHeaders.ACCEPT_LANGUAGE, language), roles);
			assertThat(result).hasStatusOk();
			assertThat(result).bodyText()
				.contains("<h1", "</html>", language.equals("en") ? en : zh)
				.doesNotContain("??")
				.doesNotContainPattern(">[^<>]*\\b(desk|portal|area)\\.[a-z0-9][^<>]*<")
				.doesNotContainPattern(
						"<(td|dd|h1|h2|li|p|span)[^>]*>[^<]*\\b([a-z2-7]{26}|\\d{4}-\\d\\d-\\d\\dT\\d)[^<]*<");
		}
	}

	/**
	 * Sends a form or asks for a page as a person of the transport bureau with some
	 * roles.
	 */
	protected final MvcTestResult send(AbstractMockHttpServletRequestBuilder<?> request, String... roles) {
		return sendAs("person-1", request, roles);
	}

	/** Sends a form or asks for a page as a person with some roles. */
	protected final MvcTestResult sendAs(String subject, AbstractMockHttpServletRequestBuilder<?> request,
			String... roles) {
		List<GrantedAuthority> authorities = new ArrayList<>();
		for (String role : roles) {
			authorities.add(new SimpleGrantedAuthority("ROLE_" + role));
		}
		OidcIdToken token = OidcIdToken.withTokenValue("id")
			.subject(subject)
			.claim("preferred_username", "wang")
			.claim("agency", AGENCY)
			.build();
		OAuth2AuthenticationToken person = new OAuth2AuthenticationToken(new DefaultOidcUser(authorities, token),
				authorities, "open-portal");
		this.clients
			.saveAuthorizedClient(new OAuth2AuthorizedClient(this.registrations.findByRegistrationId("open-portal"),
					person.getName(), new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "person-token",
							Instant.now(), Instant.now().plusSeconds(600))),
					person);
		return this.http.perform(request.with(authentication(person)).with(csrf()));
	}

}
