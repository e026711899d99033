//! Regions: sets of containers that may be one, and of what they hold.

/// A region's number.
pub(crate) type Region = usize;

#[derive(Debug, Default, Clone)]
struct Node {
    parent: usize,
    element: Option<Region>,
    mutated: bool,
}

/// All regions of a function.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    nodes: Vec<Node>,
}

impl Regions {
    pub(crate) fn fresh(&mut self) -> Region {
        let parent = self.nodes.len();
        self.nodes.push(Node { parent, element: None, mutated: false });
        parent
    }

    pub(crate) fn find(&self, mut region: Region) -> Region {
        while self.nodes[region].parent != region {
            region = self.nodes[region].parent;
        }
        region
    }

    /// From here on the two are one, and so is what they hold.
    pub(crate) fn unite(&mut self, one: Region, other: Region) {
        let mut pending = vec![(one, other)];
        while let Some((one, other)) = pending.pop() {
            let (one, other) = (self.find(one), self.find(other));
            if one == other {
                continue;
            }
            let (element, mutated) = (self.nodes[other].element, self.nodes[other].mutated);
            self.nodes[other].parent = one;
            self.nodes[one].mutated |= mutated;
            match (self.nodes[one].element, element) {
                (Some(mine), Some(theirs)) => pending.push((mine, theirs)),
                (None, theirs) => self.nodes[one].element = theirs,
                _ => {}
            }
        }
    }

    pub(crate) fn element(&self, region: Region) -> Option<Region> {
        self.nodes[self.find(region)].element
    }

    pub(crate) fn element_or_new(&mut self, region: Region) -> Region {
        let root = self.find(region);
        if let Some(element) = self.nodes[root].element {
            return element;
        }
        let fresh = self.fresh();
        self.nodes[root].element = Some(fresh);
        fresh
    }

    pub(crate) fn set_element(&mut self, region: Region, element: Region) {
        self.put(region, element);
    }

    /// Something of this region is put into that container.
    pub(crate) fn put(&mut self, container: Region, item: Region) {
        let root = self.find(container);
        match self.nodes[root].element {
            Some(element) => self.unite(element, item),
            None => self.nodes[root].element = Some(item),
        }
    }

    pub(crate) fn mark(&mut self, region: Region) {
        let root = self.find(region);
        self.nodes[root].mutated = true;
    }

    pub(crate) fn is_mutated(&self, region: Region) -> bool {
        self.nodes[self.find(region)].mutated
    }

    /// Whether it, or anything that it holds, is changed.
    pub(crate) fn is_changed(&self, region: Region) -> bool {
        let mut seen = Vec::new();
        let mut at = Some(region);
        while let Some(region) = at {
            let root = self.find(region);
            if seen.contains(&root) {
                return false;
            }
            if self.nodes[root].mutated {
                return true;
            }
            seen.push(root);
            at = self.nodes[root].element;
        }
        false
    }
}
