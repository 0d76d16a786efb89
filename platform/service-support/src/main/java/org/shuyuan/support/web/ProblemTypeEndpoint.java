package org.shuyuan.support.web;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.support.problem.ProblemTypeList;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Publishes the problem types of a service; they change with a release only.
 */
public abstract class ProblemTypeEndpoint {

	private static final CacheControl CACHE = CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic();

	private final ProblemTypeList types;

	private final String tag;

	protected ProblemTypeEndpoint(Stream<? extends ProblemType> own) {
		this.types = ProblemTypeList.of(own);
		this.tag = "\"%08x\"".formatted(this.types.hashCode());
	}

	@GetMapping
	public ResponseEntity<@Nullable ProblemTypeList> problems(ServletWebRequest request) {
		if (EntityTags.isKnown(request, this.tag)) {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).cacheControl(CACHE).build();
		}
		return ResponseEntity.ok().cacheControl(CACHE).body(this.types);
	}

}
