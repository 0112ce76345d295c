import { Component, h, type ComponentType, type VNode } from 'preact'

// memo draws a part again only when one of its props is another.
export function memo<P extends object>(part: (props: P) => VNode | null): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return (Object.keys(next) as (keyof P)[]).some((key) => next[key] !== this.props[key])
    }

    override render(): VNode {
      return h(part as ComponentType<object>, this.props)
    }
  }
}
