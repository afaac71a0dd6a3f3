"""The story of a build: read → check → render → write, each year and language only if something of it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.artifact import Artifact, File
from generator.inputs import ROOT, Inputs, read_inputs
from generator.order import Order
from generator.problems import Message, Problem, say
from generator.publish.manifest import manifest
from generator.publish.standing import Published, standing
from generator.publish.versions import versions

if TYPE_CHECKING:
    from generator.content.model import Site
    from generator.publish.cache import Cache
    from generator.years import Years

Report = Callable[[Message], None]


class Outcome(NamedTuple):
    """What a build did: warnings on the way, what was published, how many years and how many of them were made anew; and
    the address of what was made."""

    problems: tuple[Problem, ...]
    published: Published
    years: int
    made: int
    base_url: str = ""


def build(order: Order, report: Report = lambda message: None) -> Outcome:
    """Build `order`; raises `ContentError` with everything an editor must mend, and then `output/` stays as it is."""
    inputs = read_inputs(order.content, order.years)
    made_by = {"content": inputs.content, "templates and program": inputs.program, **order.options, **versions(ROOT)}
    if done := standing(order.output, made_by):
        return Outcome((), done, len(inputs.years), 0)
    # Imported here, since a build of nothing must do next to nothing.
    from generator.publish.cache import Cache
    from generator.publish.entry import Damaged
    from generator.publish.place import place

    place(order.output)  # Now, so that nobody waits for pages that have nowhere to go.
    cache = Cache(order.cache) if order.cache else None
    try:
        years, published = _published(order, inputs, made_by, cache, report)
    except Damaged:
        # Something in the cache is no longer what was put there: each entry is proven before it is taken.
        cache = Cache(order.cache, proving=True) if order.cache else None
        years, published = _published(order, inputs, made_by, cache, report)
    if cache and years.made:
        cache.make_room()
    return Outcome(years.problems, published, len(inputs.years), years.made, years.site.base_url)


def _published(
    order: Order, inputs: Inputs, made_by: Mapping[str, str], cache: Cache | None, report: Report
) -> tuple[Years, Published]:
    from generator.publish.exchange import publish
    from generator.years import gather

    years = gather(order, inputs, made_by, cache, report)
    artifacts: list[File] = [artifact for edition in years.editions for artifact in edition.artifacts]
    artifacts += spanning_artifacts(years.site, [edition.record for edition in years.editions])
    artifacts += years.comparisons
    report(say("寫入", "writing"))
    return years, publish([*artifacts, manifest(artifacts, {**made_by, **years.notes})], order.output)


def spanning_artifacts(
    site: Site, records: Sequence[Mapping[str, Any]], *, with_drafts: bool = False
) -> list[Artifact]:
    """The pages of `site` that span years, made of the records of all editions, and the assets."""
    from generator.data.files import schema_artifact
    from generator.site.assets import asset_artifacts
    from generator.site.pages.spanning import site_artifacts
    from generator.site.record import Record
    from generator.webfont import dressed

    found = [Record.from_json(dict(record)) for record in records]
    data = [schema_artifact(site)] if any(not record.draft for record in found) else []
    return [*asset_artifacts(), *dressed(list(site_artifacts(site, found, with_drafts=with_drafts))), *data]
