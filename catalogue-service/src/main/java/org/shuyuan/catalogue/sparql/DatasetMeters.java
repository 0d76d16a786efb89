package org.shuyuan.catalogue.sparql;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.catalogue.publicview.ViewLag;

import org.springframework.stereotype.Component;

@Component
class DatasetMeters implements MeterBinder {

	private final PublicView view;

	private final PublicDataset dataset;

	DatasetMeters(PublicView view, PublicDataset dataset) {
		this.view = view;
		this.dataset = dataset;
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		ViewLag.measure(meters, "sparql", () -> this.view.standing().lastEntry(), this.dataset::position);
	}

}
