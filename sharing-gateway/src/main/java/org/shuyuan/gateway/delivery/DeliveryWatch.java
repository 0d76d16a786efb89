package org.shuyuan.gateway.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Checks every running delivery ten times a second, from beginning to end. It watches
 * until the web server has ended the last.
 */
@Component
class DeliveryWatch {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final Duration UNTIL_ONE_BEGINS = Duration.ofDays(1);

	private final Set<DeliveryGuard> running = ConcurrentHashMap.newKeySet();

	private final BackgroundTask task = new BackgroundTask("gateway-deliveries", this::look, Backoff.QUICK)
		.withPhase(0);

	private volatile boolean idle = true;

	/** Guards what the current thread is about to deliver; close it afterwards. */
	DeliveryGuard over(PermittedAccess<?> permittedAccess, HttpServletRequest request, HttpServletResponse response) {
		return over(permittedAccess, request, response, () -> {
		});
	}

	/**
	 * Guards what the current thread is about to deliver from an external source.
	 * @param source stops what it is delivered from, more than once if need be
	 */
	DeliveryGuard over(PermittedAccess<?> permittedAccess, HttpServletRequest request, HttpServletResponse response,
			Runnable source) {
		DeliveryGuard guard = new DeliveryGuard(permittedAccess, request, response, source, this.running::remove);
		this.running.add(guard);
		if (this.idle) {
			this.task.wake();
		}
		return guard;
	}

	private Duration look() {
		// said before it is known, so that one that begins now is not missed
		this.idle = true;
		if (this.running.isEmpty()) {
			return UNTIL_ONE_BEGINS;
		}
		this.idle = false;
		this.running.forEach(DeliveryGuard::look);
		return PAUSE;
	}

	@Bean
	BackgroundTask deliveryTask() {
		return this.task;
	}

}
