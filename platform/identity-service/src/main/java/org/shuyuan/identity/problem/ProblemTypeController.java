package org.shuyuan.identity.problem;

import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.support.web.ProblemTypeEndpoint;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the refusals of the identity API mean. */
@RestController
@RequestMapping("/api/v1/identity/problems")
@Tag(name = "problems")
class ProblemTypeController extends ProblemTypeEndpoint {

	ProblemTypeController() {
		super(Stream.of(IdentityProblemType.values()));
	}

}
