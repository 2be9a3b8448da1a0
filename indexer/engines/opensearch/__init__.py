"""OpenSearch behind the engine seam: for collections that one machine does not hold."""
