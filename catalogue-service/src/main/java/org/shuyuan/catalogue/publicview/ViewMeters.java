package org.shuyuan.catalogue.publicview;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.shuyuan.catalogue.changes.ChangeLog;

import org.springframework.stereotype.Component;

@Component
class ViewMeters implements MeterBinder {

	private final ChangeLog log;

	private final PublicView view;

	ViewMeters(ChangeLog log, PublicView view) {
		this.log = log;
		this.view = view;
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		ViewLag.measure(meters, "public", this.log::position, () -> this.view.standing().source());
	}

}
