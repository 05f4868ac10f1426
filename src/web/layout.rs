//! Where the boxes of a drawing stand: layers from top to bottom, each arrow with its text in a box of its own,
//! crossings lessened and neighbours near each other (after Sugiyama, Tagawa and Toda, 1981).

/// Sweeps over all layers, down and up: more changes little.
const SWEEPS: usize = 12;

/// Room between boxes beside each other.
const GAP: f64 = 24.0;

/// Something with a size that is put in its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Its layer, from the top.
    pub(super) layer: usize,
    /// The middle of it.
    pub(super) x: f64,
    /// The top of it.
    pub(super) y: f64,
}

/// Nodes with the links that lead down from them.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<(usize, usize)>,
}

impl Layout {
    pub(super) fn add(&mut self, width: f64, height: f64, layer: usize) -> usize {
        self.nodes.push(Node { width, height, layer, x: 0.0, y: 0.0 });
        self.nodes.len() - 1
    }

    /// Puts every node in its place; the whole is as wide and as high as this.
    pub(super) fn place(&mut self, between: f64) -> (f64, f64) {
        let depth = self.nodes.iter().map(|node| node.layer + 1).max().unwrap_or(0);
        let mut layers: Vec<Vec<usize>> = vec![Vec::new(); depth];
        for (number, node) in self.nodes.iter().enumerate() {
            layers[node.layer].push(number);
        }
        let (above, below) = self.neighbours();
        self.untangle(&mut layers, &above, &below);
        self.straighten(&layers, &above, &below);
        let mut top = 0.0;
        for layer in &layers {
            let height = layer.iter().map(|&it| self.nodes[it].height).fold(0.0, f64::max);
            layer.iter().for_each(|&it| self.nodes[it].y = top);
            top += height + between;
        }
        let left = self.nodes.iter().map(|node| node.x - node.width / 2.0).fold(f64::INFINITY, f64::min);
        self.nodes.iter_mut().for_each(|node| node.x -= left);
        let right = self.nodes.iter().map(|node| node.x + node.width / 2.0).fold(0.0, f64::max);
        (right, (top - between).max(0.0))
    }

    /// By node, the nodes that a link joins it to above and below.
    fn neighbours(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let (mut above, mut below) = (vec![Vec::new(); self.nodes.len()], vec![Vec::new(); self.nodes.len()]);
        for &(from, to) in &self.links {
            below[from].push(to);
            above[to].push(from);
        }
        (above, below)
    }

    /// Orders each layer by where its neighbours stand in the layer before, down and up.
    fn untangle(&self, layers: &mut [Vec<usize>], above: &[Vec<usize>], below: &[Vec<usize>]) {
        let mut rank = vec![0.0; self.nodes.len()];
        let number = |layer: &[usize], rank: &mut Vec<f64>| {
            layer.iter().enumerate().for_each(|(place, &it)| rank[it] = place as f64);
        };
        layers.iter().for_each(|layer| number(layer, &mut rank));
        for sweep in 0..SWEEPS {
            let down = sweep % 2 == 0;
            let near = if down { above } else { below };
            for step in 0..layers.len() {
                let place = if down { step } else { layers.len() - 1 - step };
                let mut wanted: Vec<(f64, usize)> =
                    layers[place].iter().map(|&it| (mean(&near[it], &rank, rank[it]), it)).collect();
                wanted.sort_by(|one, two| one.0.total_cmp(&two.0));
                layers[place] = wanted.into_iter().map(|(_, it)| it).collect();
                number(&layers[place], &mut rank);
            }
        }
    }

    /// Moves each node towards the middle of its neighbours, as far as those beside it leave room.
    fn straighten(&mut self, layers: &[Vec<usize>], above: &[Vec<usize>], below: &[Vec<usize>]) {
        for layer in layers {
            let mut left = 0.0;
            for &it in layer {
                self.nodes[it].x = left + self.nodes[it].width / 2.0;
                left += self.nodes[it].width + GAP;
            }
        }
        for sweep in 0..SWEEPS {
            let near = if sweep % 2 == 0 { above } else { below };
            for step in 0..layers.len() {
                let layer = &layers[if sweep % 2 == 0 { step } else { layers.len() - 1 - step }];
                let places: Vec<f64> = self.nodes.iter().map(|node| node.x).collect();
                let wanted: Vec<f64> = layer.iter().map(|&it| mean(&near[it], &places, places[it])).collect();
                self.pack(layer, &wanted);
            }
        }
    }

    /// Puts a layer as near as it goes to where its nodes want to be, none over another: the mean of pushing
    /// from the left and pushing from the right.
    fn pack(&mut self, layer: &[usize], wanted: &[f64]) {
        let apart = |one: usize, two: usize| (self.nodes[one].width + self.nodes[two].width) / 2.0 + GAP;
        let mut right = wanted.to_vec();
        for place in 1..layer.len() {
            right[place] = right[place].max(right[place - 1] + apart(layer[place - 1], layer[place]));
        }
        let mut left = wanted.to_vec();
        for place in (1..layer.len()).rev() {
            left[place - 1] = left[place - 1].min(left[place] - apart(layer[place - 1], layer[place]));
        }
        for (place, &it) in layer.iter().enumerate() {
            self.nodes[it].x = f64::midpoint(left[place], right[place]);
        }
    }
}

/// The mean place of some nodes; where there are none, the place that it has.
fn mean(nodes: &[usize], places: &[f64], own: f64) -> f64 {
    if nodes.is_empty() { own } else { nodes.iter().map(|&it| places[it]).sum::<f64>() / nodes.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_box_stands_on_another_and_links_lead_down() {
        let mut layout = Layout::default();
        let nodes: Vec<usize> = (0..40).map(|it| layout.add(50.0 + it as f64, 20.0, it / 7)).collect();
        let seven = nodes.iter().skip(7).map(|&it| (it - 7 + it % 3 % (it / 7 * 7 - (it - 7)).max(1), it));
        layout.links = seven.filter(|(from, to)| from / 7 < to / 7).collect();
        let (width, height) = layout.place(30.0);
        for (number, one) in layout.nodes.iter().enumerate() {
            assert!(one.x - one.width / 2.0 > -0.01 && one.x + one.width / 2.0 < width + 0.01);
            assert!(one.y >= 0.0 && one.y + one.height <= height + 0.01);
            for two in &layout.nodes[number + 1..] {
                let beside = (one.x - two.x).abs() + 0.01 >= (one.width + two.width) / 2.0;
                let under = two.y >= one.y + one.height || one.y >= two.y + two.height;
                assert!(beside || under);
            }
        }
        assert!(layout.links.iter().all(|&(from, to)| layout.nodes[from].y < layout.nodes[to].y));
    }
}
