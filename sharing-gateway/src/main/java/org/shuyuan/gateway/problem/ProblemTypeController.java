package org.shuyuan.gateway.problem;

import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.support.web.ProblemTypeEndpoint;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the refusals of the gateway mean. */
@RestController
@RequestMapping("/api/v1/sharing/problems")
@Tag(name = "problems")
class ProblemTypeController extends ProblemTypeEndpoint {

	ProblemTypeController() {
		super(Stream.concat(Stream.of(GatewayProblemType.values()),
				Stream.of(RefusalReason.values()).map(RefusalProblemType::new)));
	}

}
