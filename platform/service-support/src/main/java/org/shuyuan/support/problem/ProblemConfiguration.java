package org.shuyuan.support.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * How a process says no, whichever services it holds.
 */
@AutoConfiguration
class ProblemConfiguration {

	@Bean
	ProblemWriter problemWriter(JsonMapper json) {
		return new ProblemWriter(json);
	}

	/** Pages are answered by pages. */
	@Bean
	RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
		return (request, response, rejected) -> {
			String accept = request.getHeader(HttpHeaders.ACCEPT);
			if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
				response.sendError(HttpServletResponse.SC_BAD_REQUEST);
			}
			else {
				problems.write(response, ProblemExceptionHandler.rejected(rejected));
			}
		};
	}

	/** The error dispatch address cannot be called by clients. */
	@Bean
	@Order(22)
	SecurityFilterChain errorSecurity(HttpSecurity http, ProblemWriter problems) {
		return http
			.securityMatcher((request) -> request.getDispatcherType() == DispatcherType.REQUEST
					&& request.getRequestURI().equals("/error"))
			.csrf(AbstractHttpConfigurer::disable)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint((request, response, ex) -> problems
				.write(response, NotFound.of(CommonProblemType.ADDRESS_NOT_FOUND, "地址", "address"))))
			.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
			.build();
	}

}
