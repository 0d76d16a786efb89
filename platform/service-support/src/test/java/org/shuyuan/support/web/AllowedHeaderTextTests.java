package org.shuyuan.support.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

class AllowedHeaderTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "text/csv; q=0.5", "a\tb", "a\nb", "a\u0000b", "a\u007fb", "a\u0085b", "数据",
			"caf\u00e9", "a\u0378b", "~ !", "\ud83d\ude80" })
	void letsThroughWhatTheFirewallDoes(String text) {
		HttpFirewall ours = new WebConfiguration().firewall();
		HttpFirewall plain = new StrictHttpFirewall();
		assertThat(passes(ours, "X-Text", text)).isEqualTo(passes(plain, "X-Text", text));
		assertThat(passes(ours, text + "x", "text")).isEqualTo(passes(plain, text + "x", "text"));
	}

	private static boolean passes(HttpFirewall firewall, String name, String value) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addHeader(name, value);
		try {
			return value.equals(firewall.getFirewalledRequest(request).getHeader(name));
		}
		catch (RequestRejectedException _) {
			return false;
		}
	}

}
