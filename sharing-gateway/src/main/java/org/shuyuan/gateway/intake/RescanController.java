package org.shuyuan.gateway.intake;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.gateway.queue.RescanQueue;
import org.shuyuan.gateway.queue.RescanQueue.Progress;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * How far stored data are scanned under the content rules of today; the authority may
 * have all of them rescanned.
 */
@RestController
@RequestMapping("/api/v1/sharing/negative-list/rescan")
@Tag(name = "negative list")
class RescanController {

	private final RescanQueue queue;

	private final RescanWorker worker;

	RescanController(RescanQueue queue, RescanWorker worker) {
		this.queue = queue;
		this.worker = worker;
	}

	@GetMapping
	Progress progress(Caller caller) {
		caller.require(Role.AUTHORITY, Role.AUDITOR, Role.OPERATOR);
		return this.queue.progress();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	Progress begin(Caller caller) {
		caller.require(Role.AUTHORITY);
		this.queue.addAll();
		this.worker.wake();
		return this.queue.progress();
	}

}
