/*
 * Preloaded before the SDK freezes `Error`: it would take a stack trace of every promise of every workflow, which is half of
 * what a workflow costs here. `WORKFLOW_STACKS=1` runs a bundle without this, for who looks for a fault of a workflow.
 */
Reflect.set(Error, 'stackTraceLimit', 0);
