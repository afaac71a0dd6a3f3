"""Publishing: artifacts in, `output/` out, in one step or not at all.

1. `generator.artifact` says what is published: a path and its bytes.
2. `cache` keeps an edition's artifacts under the hash of its inputs, so that only what changed is rendered.
3. `manifest` lists every file with its SHA-256 and says what made it; `standing` knows a site that needs nothing done.
4. `plan` compares the new site with the one that stands; `exchange` stages it and puts it in place, through
   `swap` where the system can exchange two folders, else through `journal`.
5. `packages` and `versions` read what this machine renders with.

Nothing is imported here: a build of nothing reads the manifest and leaves the rest of the room alone.
"""
