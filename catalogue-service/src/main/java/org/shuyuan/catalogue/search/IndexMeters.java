package org.shuyuan.catalogue.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.catalogue.publicview.ViewLag;

import org.springframework.stereotype.Component;

@Component
class IndexMeters implements MeterBinder {

	private final ChangeLog log;

	private final PublicView view;

	private final PublicIndex publicIndex;

	private final InternalIndex internalIndex;

	IndexMeters(ChangeLog log, PublicView view, PublicIndex publicIndex, InternalIndex internalIndex) {
		this.log = log;
		this.view = view;
		this.publicIndex = publicIndex;
		this.internalIndex = internalIndex;
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		ViewLag.measure(meters, "search-public", () -> this.view.standing().lastEntry(), this.publicIndex::position);
		ViewLag.measure(meters, "search-internal", this.log::position, this.internalIndex::position);
	}

}
